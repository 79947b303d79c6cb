package tmpl

import (
	"reflect"
	"text/template/parse"
)

func (s *scope) list(l *parse.ListNode, dot reflect.Type) stmt {
	if l == nil {
		return func(*env, reflect.Value) {}
	}
	var all []stmt
	for _, n := range l.Nodes {
		if st := s.node(n, dot); st != nil {
			all = append(all, st)
		}
	}
	if len(all) == 1 {
		return all[0]
	}
	return func(e *env, dot reflect.Value) {
		for _, st := range all {
			st(e, dot)
		}
	}
}

func (s *scope) node(n parse.Node, dot reflect.Type) stmt {
	switch n := n.(type) {
	case *parse.TextNode:
		text := string(n.Text)
		return func(e *env, _ reflect.Value) { e.out = append(e.out, text...) }
	case *parse.CommentNode:
		return nil
	case *parse.ActionNode:
		return s.action(n, dot)
	case *parse.IfNode:
		return s.inner(func() stmt { return s.branch(&n.BranchNode, dot) })
	case *parse.WithNode:
		return s.inner(func() stmt { return s.with(n, dot) })
	case *parse.RangeNode:
		return s.inner(func() stmt { return s.rangeOver(n, dot) })
	case *parse.TemplateNode:
		return s.call(n, dot)
	}
	panic(unsup(n, "statement"))
}

// action compiles a value that is written or kept in a variable.
func (s *scope) action(n *parse.ActionNode, dot reflect.Type) stmt {
	if len(n.Pipe.Decl) > 0 {
		x := s.pipe(n.Pipe, dot)
		slot := s.variable(n.Pipe, x.typ)
		return func(e *env, dot reflect.Value) { e.stack[e.base+slot] = x.eval(e, dot) }
	}
	cmds := n.Pipe.Cmds
	chain := ""
	for len(cmds) > 1 {
		last := cmds[len(cmds)-1]
		id, ok := last.Args[0].(*parse.IdentifierNode)
		if !ok || len(last.Args) > 1 {
			break
		}
		chain = id.Ident + " " + chain
		cmds = cmds[:len(cmds)-1]
	}
	if len(cmds) != 1 {
		panic(unsup(n, "pipeline"))
	}
	return s.write(n, s.command(cmds[0], dot), chain)
}

// variable returns the slot of the one variable that a pipeline declares or sets.
func (s *scope) variable(p *parse.PipeNode, t reflect.Type) int {
	if len(p.Decl) != 1 || len(p.Decl[0].Ident) != 1 {
		panic(unsup(p, "declaration"))
	}
	name := p.Decl[0].Ident[0]
	if !p.IsAssign {
		return s.declare(name, t)
	}
	slot := s.lookup(p, name)
	if s.vars[slot].typ != t {
		panic(unsup(p, "another type"))
	}
	return slot
}

// branch compiles an if.
func (s *scope) branch(n *parse.BranchNode, dot reflect.Type) stmt {
	if len(n.Pipe.Decl) > 0 {
		panic(unsup(n, "declaration"))
	}
	holds := s.truth(n.Pipe, dot)
	yes, no := s.inner(func() stmt { return s.list(n.List, dot) }), s.inner(func() stmt { return s.list(n.ElseList, dot) })
	return func(e *env, dot reflect.Value) {
		if holds(e, dot) {
			yes(e, dot)
		} else {
			no(e, dot)
		}
	}
}

func (s *scope) with(n *parse.WithNode, dot reflect.Type) stmt {
	x := s.pipe(n.Pipe, dot)
	holds := truthOf(n, x.typ)
	slot := -1
	if len(n.Pipe.Decl) > 0 {
		slot = s.variable(n.Pipe, x.typ)
	}
	yes, no := s.list(n.List, x.typ), s.list(n.ElseList, dot)
	return func(e *env, dot reflect.Value) {
		v := x.eval(e, dot)
		if slot >= 0 {
			e.stack[e.base+slot] = v
		}
		if holds(v) {
			yes(e, v)
		} else {
			no(e, dot)
		}
	}
}

func (s *scope) rangeOver(n *parse.RangeNode, dot reflect.Type) stmt {
	x := s.pipe(&parse.PipeNode{NodeType: n.Pipe.NodeType, Pos: n.Pipe.Pos, Cmds: n.Pipe.Cmds}, dot)
	if x.typ.Kind() != reflect.Slice {
		panic(unsup(n, "range over what is no slice"))
	}
	no := s.inner(func() stmt { return s.list(n.ElseList, dot) })
	key, elem := -1, -1
	switch d := n.Pipe.Decl; {
	case n.Pipe.IsAssign:
		panic(unsup(n, "assignment"))
	case len(d) == 1:
		elem = s.declare(d[0].Ident[0], x.typ.Elem())
	case len(d) == 2:
		key, elem = s.declare(d[0].Ident[0], intType), s.declare(d[1].Ident[0], x.typ.Elem())
	}
	body := s.list(n.List, x.typ.Elem())
	return func(e *env, dot reflect.Value) {
		v := x.eval(e, dot)
		if v.Len() == 0 {
			no(e, dot)
		}
		for i := range v.Len() {
			at := v.Index(i)
			if elem >= 0 {
				e.stack[e.base+elem] = at
			}
			if key >= 0 {
				e.stack[e.base+key] = reflect.ValueOf(i)
			}
			body(e, at)
		}
	}
}

func (s *scope) call(n *parse.TemplateNode, dot reflect.Type) stmt {
	if n.Pipe == nil {
		panic(unsup(n, "call without data"))
	}
	x := s.pipe(n.Pipe, dot)
	p := s.proc(n.Name, x.typ)
	return func(e *env, dot reflect.Value) { p.run(e, x.eval(e, dot)) }
}
