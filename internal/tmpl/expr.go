package tmpl

import (
	"reflect"
	"text/template/parse"
)

// expr is a value of a type that is known when it is compiled.
type expr struct {
	typ  reflect.Type
	eval func(e *env, dot reflect.Value) reflect.Value
}

var (
	intType    = reflect.TypeFor[int]()
	stringType = reflect.TypeFor[string]()
	boolType   = reflect.TypeFor[bool]()
)

func constant(v any) expr {
	x := reflect.ValueOf(v)
	return expr{x.Type(), func(*env, reflect.Value) reflect.Value { return x }}
}

func (s *scope) pipe(p *parse.PipeNode, dot reflect.Type) expr {
	if len(p.Cmds) != 1 {
		panic(unsup(p, "pipeline"))
	}
	return s.command(p.Cmds[0], dot)
}

func (s *scope) command(c *parse.CommandNode, dot reflect.Type) expr {
	if id, ok := c.Args[0].(*parse.IdentifierNode); ok {
		return s.function(id.Ident, c, dot)
	}
	if len(c.Args) > 1 {
		panic(unsup(c, "arguments"))
	}
	return s.operand(c.Args[0], dot)
}

func (s *scope) operand(n parse.Node, dot reflect.Type) expr {
	switch n := n.(type) {
	case *parse.DotNode:
		return expr{dot, func(_ *env, dot reflect.Value) reflect.Value { return dot }}
	case *parse.FieldNode:
		return fields(n, expr{dot, func(_ *env, dot reflect.Value) reflect.Value { return dot }}, n.Ident)
	case *parse.VariableNode:
		slot := s.lookup(n, n.Ident[0])
		v := expr{s.vars[slot].typ, func(e *env, _ reflect.Value) reflect.Value { return e.stack[e.base+slot] }}
		return fields(n, v, n.Ident[1:])
	case *parse.ChainNode:
		return fields(n, s.operand(n.Node, dot), n.Field)
	case *parse.PipeNode:
		return s.pipe(n, dot)
	case *parse.StringNode:
		return constant(n.Text)
	case *parse.NumberNode:
		if n.IsInt {
			return constant(int(n.Int64))
		}
	case *parse.BoolNode:
		return constant(n.True)
	}
	panic(unsup(n, "operand"))
}

func (s *scope) lookup(n parse.Node, name string) int {
	for i := len(s.vars) - 1; i >= 0; i-- {
		if s.vars[i].name == name {
			return i
		}
	}
	panic(unsup(n, "variable"))
}

// fields compiles a path of fields from a value.
func fields(n parse.Node, from expr, names []string) expr {
	if len(names) == 0 {
		return from
	}
	t := from.typ
	var path []int // a field, or -1 for what a pointer points at
	for _, name := range names {
		if _, isMethod := t.MethodByName(name); isMethod {
			panic(unsup(n, "method"))
		}
		if t.Kind() == reflect.Pointer {
			path, t = append(path, -1), t.Elem()
		}
		if t.Kind() != reflect.Struct {
			panic(unsup(n, "field of what is no struct"))
		}
		if _, isMethod := reflect.PointerTo(t).MethodByName(name); isMethod {
			panic(unsup(n, "method"))
		}
		f, ok := t.FieldByName(name)
		if !ok || !f.IsExported() {
			panic(unsup(n, "no such field"))
		}
		for i, index := range f.Index {
			if i > 0 && t.Kind() == reflect.Pointer {
				path, t = append(path, -1), t.Elem()
			}
			path, t = append(path, index), t.Field(index).Type
		}
	}
	if t.Kind() == reflect.Interface {
		panic(unsup(n, "interface"))
	}
	eval := from.eval
	return expr{t, func(e *env, dot reflect.Value) reflect.Value {
		v := eval(e, dot)
		for _, i := range path {
			switch {
			case i >= 0:
				v = v.Field(i)
			case v.IsNil():
				panic(failure("nil pointer evaluating " + n.String()))
			default:
				v = v.Elem()
			}
		}
		return v
	}}
}
