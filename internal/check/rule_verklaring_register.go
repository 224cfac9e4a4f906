package check

import (
	"weerklank/internal/diag"
	"weerklank/internal/lang"
)

var statementRegister = rule[*statement]{
	Rule: &diag.Rule{
		Code: "verklaring-register", Group: diag.Accessible, Severity: diag.Warning,
		Title: lang.T("Een toegankelijkheidsverklaring zonder link naar het register", "An accessibility statement without a link to the register"),
		Why: lang.T("Een verklaring telt pas als zij in het officiële register staat. Met de link kan iedereen nagaan wat daar staat.",
			"A statement only counts once it is in the official register. With the link anyone can see what it says there."),
		Wrong: "register:\ndatum: 2026-05-01",
		Right: "register: https://www.voorbeeldgemeente.example/register/1\ndatum: 2026-05-01",
	},
	check: func(s *statement, report report) {
		if s.Register == "" {
			report(s.Start(), lang.T("de link naar het register ontbreekt bij de toegankelijkheidsverklaring", "the accessibility statement has no link to the register"),
				lang.T("Schrijf bij register het adres van uw verklaring in het register.", "Write the address of your statement in the register at register."))
		}
	},
}
