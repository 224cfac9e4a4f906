package publish

import (
	"context"
	"errors"
	"io/fs"
	"strings"
	"syscall"

	"weerklank/internal/lang"
)

// A DestinationError says that a folder cannot be published to, and what to do.
// It is a matter of how the program was called: nothing was changed.
type DestinationError struct {
	Destination string      // as it was given
	Err         *lang.Error // the message
}

// Error returns the English message.
func (e *DestinationError) Error() string { return e.Err.Error() }

// Unwrap returns the message, as a *lang.Error.
func (e *DestinationError) Unwrap() error { return e.Err }

// refuse returns a DestinationError. In both formats the first arg is dest.
func refuse(dest, nl, en string, args ...any) error {
	return &DestinationError{dest, lang.Errorf(nl, en, append([]any{dest}, args...)...)}
}

// badDestination turns err into a DestinationError.
func badDestination(dest string, err error) error {
	return &DestinationError{dest, &lang.Error{
		Text: lang.F("naar %s kan niet worden gepubliceerd: %s", "cannot publish to %s: %s", dest, reason(err)),
		Err:  err,
	}}
}

// conflictError says that foreign paths stand where the site must write; nil if
// there are none.
func conflictError(dest string, paths []string) error {
	const shown = 5
	if len(paths) == 0 {
		return nil
	}
	names, more := paths, lang.Text{}
	if len(paths) > shown {
		names = paths[:shown]
		more = lang.F(" en nog %d", " and %d more", len(paths)-shown)
	}
	return refuse(dest,
		"in %s staat op de plaats van een pagina al iets dat weerklank niet zelf schreef (%d keer): %s%s; verplaats het, of kies een andere map",
		"in %s something that weerklank did not write stands where a page must come (%d times): %s%s; move it away, or choose another folder",
		len(paths), strings.Join(names, ", "), more)
}

// failure returns an error whose formats are given args and then the reason of err.
func failure(err error, nl, en string, args ...any) error {
	return &lang.Error{Text: lang.F(nl, en, append(args, reason(err))...), Err: err}
}

// unchanged adds to err that nothing was published. A DestinationError stays
// what it is: it is about the call, not about something that went wrong halfway.
func unchanged(dest string, err error) error {
	var d *DestinationError
	if errors.As(err, &d) {
		return err
	}
	return &lang.Error{
		Text: lang.F("%s; %s is niet veranderd", "%s; %s has not changed", reason(err), dest),
		Err:  err,
	}
}

// cancelled returns an error if ctx is done.
func cancelled(ctx context.Context) error {
	if ctx.Err() == nil {
		return nil
	}
	return &lang.Error{Text: lang.T("afgebroken", "cancelled"), Err: context.Cause(ctx)}
}

// reason says in both languages why err happened. The operation and path of an
// fs.PathError are left out where the cause is one that people know: the caller
// names the path.
func reason(err error) lang.Text {
	if e, ok := errors.AsType[*lang.Error](err); ok {
		return e.Text
	}
	switch {
	case errors.Is(err, syscall.ENOSPC):
		return lang.T("de schijf is vol", "the disk is full")
	case errors.Is(err, syscall.EDQUOT):
		return lang.T("de toegestane schijfruimte is op", "the disk quota is used up")
	case errors.Is(err, syscall.EFBIG):
		return lang.T("het bestand is groter dan hier is toegestaan", "the file is larger than is allowed here")
	case errors.Is(err, syscall.EROFS):
		return lang.T("de schijf is alleen-lezen", "the disk is read-only")
	case errors.Is(err, syscall.ENOTDIR):
		return lang.T("daar staat een bestand waar een map hoort", "there is a file where a folder belongs")
	case errors.Is(err, fs.ErrPermission):
		return lang.T("geen toestemming", "permission denied")
	}
	return lang.F("%v", "%v", err)
}
