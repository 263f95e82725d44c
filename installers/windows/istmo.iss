; The Windows installer, compiled by build.ps1 with Inno Setup 6.
; NOT YET RUN: nobody has tried it on Windows so far.
; It installs for one person and asks for no administrator, as laptops of institutions require.
#ifndef Version
  #error Compile this with build.ps1, which names the version.
#endif

[Setup]
AppId={{6B2F4C0B-54C6-4E0E-9D64-2D1B6A2F7E31}
AppName=Istmo
AppVersion={#Version}
DefaultDirName={autopf}\Istmo
DefaultGroupName=Istmo
DisableProgramGroupPage=yes
PrivilegesRequired=lowest
PrivilegesRequiredOverridesAllowed=dialog
ArchitecturesAllowed=x64compatible
ArchitecturesInstallIn64BitMode=x64compatible
ChangesAssociations=yes
LicenseFile=..\..\LICENSE
SetupIconFile=..\..\resources\icons\istmo.ico
UninstallDisplayIcon={app}\istmo-desktop.exe
OutputDir=..\..\dist
OutputBaseFilename=istmo-{#Version}-setup
Compression=lzma2
SolidCompression=yes

[Languages]
Name: "en"; MessagesFile: "compiler:Default.isl"
Name: "es"; MessagesFile: "compiler:Languages\Spanish.isl"

[CustomMessages]
en.PlanFile=Istmo plan
es.PlanFile=Plan de Istmo

[Files]
Source: "..\..\build\dist\istmo\*"; DestDir: "{app}"; Flags: recursesubdirs ignoreversion
Source: "..\..\resources\icons\istmo-plan.ico"; DestDir: "{app}"

[Icons]
Name: "{group}\Istmo"; Filename: "{app}\istmo-desktop.exe"

[Registry]
Root: HKA; Subkey: "Software\Classes\.istmo"; ValueType: string; ValueData: "Istmo.Plan"; Flags: uninsdeletevalue
Root: HKA; Subkey: "Software\Classes\.istmo"; ValueType: string; ValueName: "Content Type"; ValueData: "application/vnd.istmo.plan+zip"
Root: HKA; Subkey: "Software\Classes\Istmo.Plan"; ValueType: string; ValueData: "{cm:PlanFile}"; Flags: uninsdeletekey
Root: HKA; Subkey: "Software\Classes\Istmo.Plan\DefaultIcon"; ValueType: string; ValueData: "{app}\istmo-plan.ico"
Root: HKA; Subkey: "Software\Classes\Istmo.Plan\shell\open\command"; ValueType: string; ValueData: """{app}\istmo-desktop.exe"" ""%1"""
