// Package tmpl executes the templates of html/template ten times as fast, for data whose
// types are known beforehand. A [Program] is compiled from a template that html/template
// has parsed and escaped: which context a value stands in, and so how it is escaped, is
// that package's decision alone. What is rare in layouts (methods, maps, functions of
// one's own) is not compiled; [Compile] then says so and html/template itself is used.
package tmpl

import (
	"fmt"
	"html/template"
	"io"
	"reflect"
	"text/template/parse"
)

// Program is a compiled template. It is immutable and safe for concurrent use.
type Program struct {
	main *proc
	data reflect.Type
}

// proc is a template compiled for one type of its data.
type proc struct {
	body  stmt
	slots int // variables
}

// env is the state of one execution.
type env struct {
	out   []byte
	stack []reflect.Value // variables
	base  int             // where those of the current template begin
}

// stmt writes something, given what the dot stands for.
type stmt func(e *env, dot reflect.Value)

// Compile compiles the template of that name for data of one type. An error says what
// cannot be compiled; it is no fault of the template.
func Compile(t *template.Template, name string, data reflect.Type) (_ *Program, err error) {
	_ = t.ExecuteTemplate(io.Discard, name, nil) // escapes; that there is no data does not matter
	c := &compiler{set: t, procs: map[procKey]*proc{}}
	defer func() {
		if r := recover(); r != nil {
			u, ok := r.(unsupported)
			if !ok {
				panic(r)
			}
			err = u
		}
	}()
	return &Program{c.proc(name, data), data}, nil
}

// Execute appends what the template makes of data to dst. With an error, which
// html/template would have met too, what was appended is of no use.
func (p *Program) Execute(dst []byte, data any) (_ []byte, err error) {
	v := reflect.ValueOf(data)
	if v.Type() != p.data {
		return dst, fmt.Errorf("template compiled for %v, not %v", p.data, v.Type())
	}
	defer func() {
		if r := recover(); r != nil {
			f, ok := r.(failure)
			if !ok {
				panic(r)
			}
			err = f
		}
	}()
	e := env{out: dst}
	p.main.run(&e, v)
	return e.out, nil
}

// failure is what only the data shows to be wrong: nothing where a field is asked for.
type failure string

func (f failure) Error() string { return string(f) }

// run executes a template with variables of its own, the first of which is its data.
func (p *proc) run(e *env, dot reflect.Value) {
	base := e.base
	e.base = len(e.stack)
	for range p.slots {
		e.stack = append(e.stack, dot)
	}
	p.body(e, dot)
	e.stack = e.stack[:e.base]
	e.base = base
}

// unsupported is what a program cannot be compiled for.
type unsupported string

func (u unsupported) Error() string { return "not compiled: " + string(u) }

func unsup(n parse.Node, why string) unsupported {
	return unsupported(fmt.Sprintf("%s (%s)", n, why))
}

// compiler compiles one set of templates.
type compiler struct {
	set   *template.Template
	procs map[procKey]*proc
}

type procKey struct {
	name string
	data reflect.Type
}

// proc compiles a template for a type once; one that calls itself finds itself.
func (c *compiler) proc(name string, data reflect.Type) *proc {
	key := procKey{name, data}
	if p, ok := c.procs[key]; ok {
		return p
	}
	t := c.set.Lookup(name)
	if t == nil || t.Tree == nil {
		panic(unsupported("template " + name))
	}
	p := &proc{}
	c.procs[key] = p
	s := &scope{compiler: c, vars: []variable{{"$", data}}}
	p.body = s.list(t.Tree.Root, data)
	p.slots = s.slots()
	return p
}

// scope is the variables that can be seen at a place of a template.
type scope struct {
	*compiler
	vars []variable // by slot
	most int
}

type variable struct {
	name string
	typ  reflect.Type
}

func (s *scope) declare(name string, t reflect.Type) int {
	s.vars = append(s.vars, variable{name, t})
	s.most = max(s.most, len(s.vars))
	return len(s.vars) - 1
}

func (s *scope) slots() int { return max(s.most, 1) }

// inner compiles a part of a template whose variables end with it.
func (s *scope) inner(f func() stmt) stmt {
	n := len(s.vars)
	defer func() { s.vars = s.vars[:n] }()
	return f()
}
