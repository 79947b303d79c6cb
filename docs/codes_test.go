package docs_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"gloss/internal/diag"
)

// codeReader collects the codes in the program's sources and how severe each can be.
type codeReader struct {
	t     *testing.T
	files *token.FileSet
	codes map[string]map[diag.Severity]bool
}

// emittedCodes reads the sources of the program, without its tests and without package
// diag, which only passes codes on.
func emittedCodes(t *testing.T) map[string]map[diag.Severity]bool {
	r := codeReader{t, token.NewFileSet(), map[string]map[diag.Severity]bool{}}
	for _, root := range []string{"../cmd", "../internal", "../layouts"} {
		err := filepath.WalkDir(root, func(path string, entry fs.DirEntry, err error) error {
			switch {
			case err != nil:
				return err
			case entry.IsDir() && entry.Name() == "diag":
				return fs.SkipDir
			case filepath.Ext(path) != ".go" || strings.HasSuffix(path, "_test.go"):
				return nil
			}
			file, err := parser.ParseFile(r.files, path, nil, parser.SkipObjectResolution)
			if err == nil {
				ast.Inspect(file, r.visit)
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	return r.codes
}

// makers are the functions of package diag that take a code as their second argument.
var makers = map[string]diag.Severity{"Errorf": diag.Error, "Warnf": diag.Warning, "Notef": diag.Note}

// constants are what a diag.Diag can be given as its severity.
var constants = map[string]diag.Severity{"Error": diag.Error, "Warning": diag.Warning, "Note": diag.Note}

func (r codeReader) visit(n ast.Node) bool {
	switch n := n.(type) {
	case *ast.CallExpr:
		if level := makers[ofDiag(n.Fun)]; level != 0 && len(n.Args) > 1 {
			// d.code is what a decoder was made with: the literal is found there
			if sel, ok := n.Args[1].(*ast.SelectorExpr); !ok || sel.Sel.Name != "code" {
				r.add(n.Args[1], level)
			}
		}
	case *ast.CompositeLit:
		fields := map[string]ast.Expr{}
		for _, elt := range n.Elts {
			if kv, ok := elt.(*ast.KeyValueExpr); ok {
				if key, ok := kv.Key.(*ast.Ident); ok {
					fields[key.Name] = kv.Value
				}
			}
		}
		if code := fields["Code"]; code != nil && ofDiag(n.Type) == "Diag" {
			r.add(code, constants[ofDiag(fields["Severity"])])
		}
		if kind, ok := n.Type.(*ast.Ident); ok && kind.Name == "decoder" && fields["code"] != nil {
			r.add(fields["code"], diag.Error) // content's decoder reports errors alone
		}
	}
	return true
}

// ofDiag returns the name of an expression like diag.Errorf, or "".
func ofDiag(e ast.Expr) string {
	if sel, ok := e.(*ast.SelectorExpr); ok {
		if pkg, ok := sel.X.(*ast.Ident); ok && pkg.Name == "diag" {
			return sel.Sel.Name
		}
	}
	return ""
}

// add enters a code, which must be written out, so that it can be found.
func (r codeReader) add(code ast.Expr, level diag.Severity) {
	at := r.files.Position(code.Pos())
	lit, ok := code.(*ast.BasicLit)
	if !ok || level == 0 {
		r.t.Errorf("%s: the code or the severity of this diagnostic is not written out", at)
		return
	}
	s, err := strconv.Unquote(lit.Value)
	if err != nil {
		r.t.Errorf("%s: %v", at, err)
		return
	}
	if r.codes[s] == nil {
		r.codes[s] = map[diag.Severity]bool{}
	}
	r.codes[s][level] = true
}
