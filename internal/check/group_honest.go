package check

// The rules of the group diag.Honest, by what they look at.
var (
	honestTraject = []rule[*document]{
		reasonSaysNothing, reasonWithoutAnswer, reasonWithoutShort, reasonPasted, whoDecided,
		adoptedWithoutEffect, adoptedWithoutDate, questionAdopted, promisePast,
		answerWhen, termPast, extendedOften, extendedLate,
		evaluationTooEarly, evaluationPast, noEvaluation, noReportBack,
		adviceUnanswered, adviceWithoutGrounds, standsStill,
	}
	honestSite = []siteRule{reasonPastedElsewhere}
)
