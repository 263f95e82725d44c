# Builds dist\istmo-VERSION-setup.exe on Windows, with Python 3.11 or newer and Inno Setup 6:
#
#     powershell -ExecutionPolicy Bypass -File installers\windows\build.ps1
#
# NOT YET RUN: written beside installers/deb.sh, which is; nobody has tried it on Windows so far.
$ErrorActionPreference = "Stop"
Set-Location "$PSScriptRoot\..\.."

$environment = "build\pyinstaller"
$python = "$environment\Scripts\python.exe"
$version = (Select-String -Path pyproject.toml -Pattern '^version = "(.*)"').Matches[0].Groups[1].Value

function Run {
    $program, $arguments = $args
    & $program @arguments
    if ($LASTEXITCODE -ne 0) { throw "$program ended with $LASTEXITCODE" }
}

if (-not (Test-Path $python)) {
    Run python -m venv $environment
    Run $python -m pip install --quiet --only-binary :all: --require-hashes -r requirements\build.txt
}
Run $python -m pip install --quiet --no-deps --no-build-isolation --editable . --config-settings editable_mode=compat
# The Spanish catalogue, which `make setup` compiles elsewhere.
Run $python -c @'
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
folder = 'resources/locale/es/LC_MESSAGES/'
write_mo(open(folder + 'istmo.mo', 'wb'), read_po(open(folder + 'istmo.po', 'rb'), locale='es'))
'@
Run $python -m PyInstaller --noconfirm --log-level ERROR --distpath build\dist --workpath build\work installers\istmo.spec

$compiler = "${env:ProgramFiles(x86)}\Inno Setup 6\ISCC.exe"
Run $compiler /Q "/DVersion=$version" installers\windows\istmo.iss
