package cli

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"gloss/internal/build"
	"gloss/internal/diag"
	"gloss/internal/output"
	"gloss/internal/snapshot"
)

// against holds the site against the copies of its sources, if there are any, and writes
// the fact-check sheet if one is wanted.
func (a *App) against(c *commands, r *build.Result) ([]diag.Diag, error) {
	dir, sheet := c.Check.Snapshots, c.Check.Sheet
	if dir == "" {
		if sheet != "" {
			return nil, &output.Refusal{Msg: "--sheet has nothing to write", Hint: "say with --snapshots DIR where the copies of the sources are"}
		}
		return nil, nil
	}
	if err := c.unpublished("--snapshots", dir); err != nil {
		return nil, err
	}
	if err := c.unpublished("--sheet", sheet); err != nil {
		return nil, err
	}
	if info, err := os.Stat(c.path(dir)); err != nil {
		return nil, fmt.Errorf("--snapshots: %w", err)
	} else if !info.IsDir() {
		return nil, fmt.Errorf("--snapshots: %s is not a folder", dir)
	}
	sources, diags, err := snapshot.Load(os.DirFS(c.path(dir)), filepath.ToSlash(dir))
	if err != nil {
		return nil, fmt.Errorf("--snapshots: %w", err)
	}
	report := snapshot.Check(r.Site, sources, r.ReadFile)
	diags = append(diags, report.Diags...)
	r.Relocate(diags)
	if sheet == "" {
		return diags, nil
	}
	var page bytes.Buffer
	if err := report.Sheet(&page); err != nil {
		return nil, err
	}
	if err := os.WriteFile(c.path(sheet), page.Bytes(), 0o644); err != nil {
		return nil, fmt.Errorf("--sheet: %w", err)
	}
	return diags, nil
}

// path returns where a path lies that is relative to the site root.
func (c *commands) path(name string) string {
	if filepath.IsAbs(name) {
		return name
	}
	return filepath.Join(c.Site, name)
}

// unpublished refuses a place below content/, whose files are copied to the site: the text
// of the sources is nobody's to publish.
func (c *commands) unpublished(flag, name string) error {
	if name == "" {
		return nil
	}
	content, err := filepath.Abs(c.path("content"))
	if err != nil {
		return err
	}
	at, err := filepath.Abs(c.path(name))
	if err != nil {
		return err
	}
	if rel, err := filepath.Rel(content, at); err == nil && rel != ".." && !strings.HasPrefix(rel, ".."+string(filepath.Separator)) {
		return &output.Refusal{Msg: fmt.Sprintf("%s %s lies in content/, which is published", flag, name), Hint: "keep the sources' text outside content/, best outside the site"}
	}
	return nil
}
