package serve

import (
	"context"
	"maps"
	"slices"
	"time"
)

// Changes are the paths that may have changed, sorted; nil when anything may have.
type Changes []string

// A gatherer collects touches until the files have come to rest: editors save in several
// steps, and a checkout touches hundreds of files.
type gatherer struct {
	quiet   time.Duration          // how long nothing must happen
	most    time.Duration          // how long to wait for that at most
	halfway func(name string) bool // whether a file seems not to be written yet
}

// gather sends what has changed to the channel it returns, which has no room: what changes
// before it is taken is added to it.
func (g gatherer) gather(ctx context.Context, touches <-chan touch) <-chan Changes {
	out := make(chan Changes)
	go func() {
		names, any := map[string]bool{}, false
		var first time.Time // when the first of them was touched
		timer := time.NewTimer(0)
		<-timer.C
		var ready chan Changes // out, when there is something to send
		var batch Changes
		for {
			select {
			case <-ctx.Done():
				return
			case t := <-touches:
				if first.IsZero() {
					first = time.Now()
				}
				any = any || t == anything
				names[string(t)] = true
				ready = nil
				timer.Reset(min(g.quiet, time.Until(first.Add(g.most))))
			case <-timer.C:
				if time.Since(first) < g.most && g.anyHalfway(names) {
					timer.Reset(g.quiet)
					continue
				}
				ready, batch = out, nil
				if !any {
					batch = slices.Sorted(maps.Keys(names))
				}
			case ready <- batch:
				clear(names)
				any, first, ready = false, time.Time{}, nil
			}
		}
	}()
	return out
}

func (g gatherer) anyHalfway(names map[string]bool) bool {
	for name := range names {
		if name != string(anything) && g.halfway(name) {
			return true
		}
	}
	return false
}
