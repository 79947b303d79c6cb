package tmpl

import (
	"reflect"
	"text/template/parse"
)

// function compiles a call of one of the predefined functions.
func (s *scope) function(name string, c *parse.CommandNode, dot reflect.Type) expr {
	switch name {
	case "len":
		x := s.operand(one(c), dot)
		if k := x.typ.Kind(); k != reflect.Slice && k != reflect.String {
			panic(unsup(c, "length"))
		}
		return expr{intType, func(e *env, dot reflect.Value) reflect.Value { return reflect.ValueOf(x.eval(e, dot).Len()) }}
	case "not", "eq", "ne", "lt", "le", "gt", "ge":
		holds := s.test(name, c, dot)
		return expr{boolType, func(e *env, dot reflect.Value) reflect.Value { return reflect.ValueOf(holds(e, dot)) }}
	case "and", "or":
		return s.choice(c, dot, name == "or")
	}
	panic(unsup(c, "function"))
}

func one(c *parse.CommandNode) parse.Node {
	if len(c.Args) != 2 {
		panic(unsup(c, "arguments"))
	}
	return c.Args[1]
}

// choice compiles "or", the first argument that is true, and "and", the first that is not;
// else the last. All must have one type.
func (s *scope) choice(c *parse.CommandNode, dot reflect.Type, until bool) expr {
	var args []expr
	for _, n := range c.Args[1:] {
		args = append(args, s.operand(n, dot))
		if args[0].typ != args[len(args)-1].typ {
			panic(unsup(c, "several types"))
		}
	}
	if len(args) == 0 {
		panic(unsup(c, "arguments"))
	}
	holds := truthOf(c, args[0].typ)
	return expr{args[0].typ, func(e *env, dot reflect.Value) (v reflect.Value) {
		for _, a := range args {
			if v = a.eval(e, dot); holds(v) == until {
				break
			}
		}
		return v
	}}
}

// test is something that holds or does not.
type test func(e *env, dot reflect.Value) bool

// truth compiles a pipeline of which only the truth is asked.
func (s *scope) truth(p *parse.PipeNode, dot reflect.Type) test {
	if len(p.Cmds) != 1 || len(p.Decl) > 0 {
		panic(unsup(p, "pipeline"))
	}
	return s.truthOfCommand(p.Cmds[0], dot)
}

func (s *scope) truthOfCommand(c *parse.CommandNode, dot reflect.Type) test {
	if id, ok := c.Args[0].(*parse.IdentifierNode); ok {
		switch id.Ident {
		case "and", "or":
			return s.junction(c, dot, id.Ident == "or")
		case "len":
		default:
			return s.test(id.Ident, c, dot)
		}
	}
	x := s.command(c, dot)
	holds := truthOf(c, x.typ)
	return func(e *env, dot reflect.Value) bool { return holds(x.eval(e, dot)) }
}

func (s *scope) truthOfArg(n parse.Node, dot reflect.Type) test {
	if p, ok := n.(*parse.PipeNode); ok {
		return s.truth(p, dot)
	}
	x := s.operand(n, dot)
	holds := truthOf(n, x.typ)
	return func(e *env, dot reflect.Value) bool { return holds(x.eval(e, dot)) }
}

// junction compiles "or" and "and" where only the truth is asked.
func (s *scope) junction(c *parse.CommandNode, dot reflect.Type, until bool) test {
	var args []test
	for _, n := range c.Args[1:] {
		args = append(args, s.truthOfArg(n, dot))
	}
	if len(args) == 0 {
		panic(unsup(c, "arguments"))
	}
	return func(e *env, dot reflect.Value) bool {
		for _, holds := range args {
			if holds(e, dot) == until {
				return until
			}
		}
		return !until
	}
}

// test compiles a negation or a comparison.
func (s *scope) test(name string, c *parse.CommandNode, dot reflect.Type) test {
	if name == "not" {
		holds := s.truthOfArg(one(c), dot)
		return func(e *env, dot reflect.Value) bool { return !holds(e, dot) }
	}
	if len(c.Args) != 3 {
		panic(unsup(c, "arguments"))
	}
	compare := order(c, s.operand(c.Args[1], dot), s.operand(c.Args[2], dot))
	var wanted func(int) bool
	switch name {
	case "eq":
		wanted = func(n int) bool { return n == 0 }
	case "ne":
		wanted = func(n int) bool { return n != 0 }
	case "lt":
		wanted = func(n int) bool { return n < 0 }
	case "le":
		wanted = func(n int) bool { return n <= 0 }
	case "gt":
		wanted = func(n int) bool { return n > 0 }
	case "ge":
		wanted = func(n int) bool { return n >= 0 }
	default:
		panic(unsup(c, "function"))
	}
	return func(e *env, dot reflect.Value) bool { return wanted(compare(e, dot)) }
}

// order compiles the comparison of two strings or two whole numbers.
func order(n parse.Node, a, b expr) func(e *env, dot reflect.Value) int {
	switch {
	case a.typ.Kind() == reflect.String && b.typ.Kind() == reflect.String:
		return func(e *env, dot reflect.Value) int {
			x, y := a.eval(e, dot).String(), b.eval(e, dot).String()
			return compare(x, y)
		}
	case a.typ.Kind() == reflect.Int && b.typ.Kind() == reflect.Int:
		return func(e *env, dot reflect.Value) int { return compare(a.eval(e, dot).Int(), b.eval(e, dot).Int()) }
	}
	panic(unsup(n, "comparison"))
}

func compare[T string | int64](a, b T) int {
	switch {
	case a < b:
		return -1
	case a > b:
		return 1
	}
	return 0
}

// truthOf returns what html/template takes for true among the values of a type: those that
// are not empty.
func truthOf(n parse.Node, t reflect.Type) func(reflect.Value) bool {
	switch t.Kind() {
	case reflect.String, reflect.Slice:
		return func(v reflect.Value) bool { return v.Len() > 0 }
	case reflect.Int:
		return func(v reflect.Value) bool { return v.Int() != 0 }
	case reflect.Bool:
		return reflect.Value.Bool
	case reflect.Pointer:
		return func(v reflect.Value) bool { return !v.IsNil() }
	case reflect.Struct:
		return func(reflect.Value) bool { return true }
	}
	panic(unsup(n, "truth"))
}
