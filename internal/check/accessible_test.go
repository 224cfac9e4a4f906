package check_test

// framesAccessible says in which frame the examples of the group diag.Accessible stand.
var framesAccessible = map[string]frame{
	"link-vaag": asBody, "link-dubbelzinnig": asBody, "link-kaal": asBody, "link-bestand": asBody, "alt-bestandsnaam": asBody, "alt-overbodig": asBody,
	"alt-bijschrift": asBody, "lege-kop": asBody, "nep-kop": asBody, "nep-lijst": asBody, "emoji-opsomming": asBody, "nep-tabel": asBody,
	"tabel-zonder-kop": asBody, "tabel-breed": asBody, "hoofdletters": asBody, "onderstreept": asBody, "nep-citaat": asBody, "video-zonder-tekst": asBody,
	"kleur-alleen": asBody, "taal-zonder-markering": asBody, "markering-onbegrepen": asBody, "document-ontoegankelijk": asTraject,
}
