package check_test

// framesPrivacy says in which frame the examples of the group diag.Privacy stand.
var framesPrivacy = map[string]frame{
	"bsn": asBody, "iban": asBody, "telefoonnummer": asBody, "e-mailadres": asBody, "woonadres": asBody, "geboortedatum": asBody,
	"kenteken": asBody, "naam-van-persoon": asBody, "kleine-groep": asTraject, "zaaknummer": asTraject, "persoonsgegeven-ongebruikt": asSettings,
}
