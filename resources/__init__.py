"""What Istmo ships besides code: frameworks, templates, samples, translations, icons."""
