package check_test

// framesHonest says in which frame the examples of the group diag.Honest stand.
var framesHonest = map[string]frame{
	"reden-leeg": asTraject, "reden-zonder-kort": asTraject, "reden-geplakt": asTraject, "wie-besloot": asTraject,
	"overgenomen-zonder-gevolg": asTraject, "overgenomen-zonder-datum": asTraject, "vraag-overgenomen": asTraject, "belofte-verlopen": asTraject,
	"wanneer-antwoord": asTraject, "termijn-verlopen": asTraject, "steeds-uitgesteld": asTraject, "te-laat-uitgesteld": asTraject,
	"evaluatie-te-vroeg": asTraject, "evaluatie-verlopen": asTraject, "geen-evaluatie": asTraject, "geen-terugkoppeling": asTraject,
	"advies-onbeantwoord": asTraject, "advies-zonder-motivering": asTraject, "staat-stil": asTraject,
}
