package serve

import (
	"bytes"
	"context"
	"crypto/subtle"
	"embed"
	"encoding/json"
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/coder/websocket"

	"gloss/internal/diag"
)

//go:embed client
var client embed.FS

// clientScript is all that the server adds to pages: the files of the folder client as one
// script, with nothing that others could see.
var clientScript = sync.OnceValue(func() page {
	read := func(name string) string {
		data, err := client.ReadFile("client/" + name)
		if err != nil {
			panic("serve: internal error: " + err.Error()) // it is embedded
		}
		return string(data)
	}
	style, err := json.Marshal(read("overlay.css"))
	if err != nil {
		panic("serve: internal error: " + err.Error())
	}
	var b bytes.Buffer
	fmt.Fprintf(&b, "(() => {\n'use strict';\nconst STYLE = %s;\n", style)
	for _, name := range []string{"patch.js", "editor.js", "overlay.js", "live.js"} {
		b.WriteString(read(name))
	}
	b.WriteString("})();\n")
	return newPage(b.Bytes())
})

// serveOwn answers below [own].
func (s *server) serveOwn(w http.ResponseWriter, r *http.Request) {
	switch strings.TrimPrefix(r.URL.Path, own) {
	case "live.js":
		serveBytes(w, r, "live.js", clientScript())
	case "token": // asked by pages whose connection is lost
		_ = json.NewEncoder(w).Encode(s.knows(r.URL.Query().Get("token")))
	case "live":
		s.serveLive(w, r)
	case "edit":
		s.serveEdit(w, r)
	default:
		http.NotFound(w, r)
	}
}

// knows reports whether a token is that of this server.
func (s *server) knows(token string) bool {
	return subtle.ConstantTimeCompare([]byte(token), []byte(s.token)) == 1
}

// writeFor is how long a browser may take for a message.
const writeFor = 10 * time.Second

// serveLive tells a page of every new state, over a WebSocket, from the present one on.
func (s *server) serveLive(w http.ResponseWriter, r *http.Request) {
	if !s.knows(r.URL.Query().Get("token")) {
		http.Error(w, "The token is not that of this server.", http.StatusForbidden)
		return
	}
	c, err := websocket.Accept(w, r, nil) // which checks that the page is of the same origin
	if err != nil {
		return // it has answered
	}
	defer c.CloseNow()
	ctx := c.CloseRead(context.WithoutCancel(r.Context())) // done when the page goes
	for {
		st, next := s.latest.get()
		if err := write(ctx, c, s.message(st)); err != nil {
			return
		}
		select {
		case <-next:
		case <-ctx.Done():
			return
		case <-r.Context().Done(): // the server stops
			c.Close(websocket.StatusGoingAway, "")
			return
		}
	}
}

func write(ctx context.Context, c *websocket.Conn, data []byte) error {
	ctx, cancel := context.WithTimeout(ctx, writeFor)
	defer cancel()
	return c.Write(ctx, websocket.MessageText, data)
}

// message is what a page is told of a state.
type message struct {
	Build    string    `json:"build"`
	Frame    string    `json:"frame"`
	Images   []string  `json:"images"`
	Problems []problem `json:"problems"`
	More     int       `json:"more"` // further problems, not told
}

// problem is a diagnostic as a page shows it.
type problem struct {
	Severity string `json:"severity"`
	Where    string `json:"where"`
	Message  string `json:"message"`
	Code     string `json:"code"`
	Hint     string `json:"hint"`
	Line     int    `json:"line"`
	Before   string `json:"before"` // of the line, up to the place
	After    string `json:"after"`
}

// maxProblems is how many problems a page is told of.
const maxProblems = 100

// message returns the message of a state, which is the same for all.
func (s *server) message(st *state) []byte {
	st.mu.Lock()
	defer st.mu.Unlock()
	if st.told == nil {
		st.told = s.makeMessage(st)
	}
	return st.told
}

func (s *server) makeMessage(st *state) []byte {
	m := message{Build: strconv.Itoa(st.number), Frame: st.site.Frame(), Images: st.images, Problems: []problem{}}
	for _, fault := range st.faults {
		m.Problems = append(m.Problems, problem{Severity: diag.Error.String(), Message: fault})
	}
	diags := diag.Gravest(st.diags, maxProblems)
	m.More = len(st.diags) - len(diags)
	lines := diag.Lines{Read: s.o.ReadFile}
	for _, d := range diags {
		frame := lines.Frame(d.Pos)
		m.Problems = append(m.Problems, problem{
			Severity: d.Severity.String(), Where: d.Pos.String(), Message: d.Msg, Code: d.Code, Hint: d.Hint,
			Line: d.Pos.Line, Before: frame.Before, After: frame.After,
		})
	}
	data, err := json.Marshal(m)
	if err != nil {
		panic("serve: internal error: " + err.Error()) // plain data
	}
	return data
}
