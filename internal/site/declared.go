package site

import (
	"fmt"
	"maps"

	"golang.org/x/text/unicode/norm"

	"gloss/internal/diag"
)

// declaration is what timeline.md says of an event.
type declaration struct {
	name        string // as written there
	title, kind string
	at          diag.Pos // of the title
	used        bool
}

// declaredEvents are the events in timeline.md, by name.
func (l *linker) declaredEvents() map[string]*declaration {
	m := map[string]*declaration{}
	if id := l.Generated(KindTimeline); id != None && l.Pages[id].Source != nil {
		src := l.Pages[id].Source
		places := src.Places()
		for _, e := range src.Front.Events {
			m[norm.NFC.String(e.Name)] = &declaration{name: e.Name, title: e.Title, kind: e.Kind, at: places.At("events", e.Name, "title")}
		}
	}
	return m
}

// otherEvent adds to a diagnostic about an event the one that may have been meant.
func (l *linker) otherEvent(d diag.Diag, name string, names []string, hint string) diag.Diag {
	if s := l.hints.nearest(name, names); s != "" {
		hint = fmt.Sprintf("did you mean %q? Otherwise %s", s, hint)
	}
	return d.WithHint("%s", hint)
}

// titledEvents are the names of the events that have a title, sorted.
func (l *linker) titledEvents(declared map[string]*declaration) []string {
	if l.hints.titled != nil {
		return l.hints.titled
	}
	titled := map[string]bool{}
	for name, d := range declared {
		titled[name] = d.title != ""
	}
	for i := range l.Events {
		for _, s := range l.Events[i].Statements {
			if d := l.dated(s); d.Event != "" && d.Title != "" {
				titled[d.Event] = true
			}
		}
	}
	maps.DeleteFunc(titled, func(_ string, has bool) bool { return !has })
	l.hints.titled = sortedKeys(titled)
	return l.hints.titled
}

// undeclaredEvents are the names of the events that timeline.md does not speak of, sorted.
func (l *linker) undeclaredEvents(declared map[string]*declaration) []string {
	if l.hints.undeclared != nil {
		return l.hints.undeclared
	}
	named := map[string]bool{}
	for i := range l.Events {
		if d := l.dated(l.Events[i].Statements[0]); d.Event != "" && declared[d.Event] == nil {
			named[d.Event] = true
		}
	}
	l.hints.undeclared = sortedKeys(named)
	return l.hints.undeclared
}

// unusedEvents reports titles in timeline.md that no statement uses.
func (l *linker) unusedEvents(declared map[string]*declaration) {
	if len(declared) == 0 {
		return
	}
	places := l.Pages[l.Generated(KindTimeline)].Source.Places()
	for _, d := range declared { // in any order: diagnostics are sorted
		if !d.used {
			l.report(l.otherEvent(diag.Warnf(places.At("events", d.name), "event-unused", "no statement tells of event %q", d.name), d.name, l.undeclaredEvents(declared),
				fmt.Sprintf("mark one: [the words]{date=… event=%s}", d.name)))
		}
	}
}
