//! The thread as SVG: lines and shapes alone tell the states, so that a copier in black and white loses nothing.

use office::Day;
use web::{El, SafeHtml, el};

use super::layout::{Dot, Drawing, FONT, Kind, Path, Role, Text, lay_out};
use super::{Knot, State, part, sentence};

/// The whole thread, for the head of a sheet or a case.
#[must_use]
pub fn draw(knots: &[Knot], today: Day) -> SafeHtml {
    let drawing = lay_out(knots, today);
    let said = sentence(knots, today);
    svg(&drawing, "thread", &said)
        .attr_of("width", drawing.width)
        .attr_of("height", drawing.height)
        .children(drawing.paths.iter().map(path))
        .children(drawing.dots.iter().map(|dot| knot(*dot, 8)))
        .children(drawing.texts.iter().map(text))
        .html()
}

/// The shape of the thread alone, for lists. The sentence stands beside it.
#[must_use]
pub fn draw_small(knots: &[Knot], today: Day) -> SafeHtml {
    let parted = part(knots);
    let mut drawing = Drawing { height: 20, ..Drawing::default() };
    let mut x = 8;
    for (place, one) in parted.line.iter().chain(&parted.beside).enumerate() {
        let state = match one.state {
            State::Held | State::Holds if parted.holder == Some(place) => State::Holds,
            State::Holds => State::Held,
            other => other,
        };
        if place > 0 {
            drawing.paths.push(Path { d: format!("M{} 10H{}", x - 14, x - 5), kind: Kind::of(state) });
        }
        drawing.dots.push(Dot { x, y: 10, state });
        x += 20;
    }
    drawing.width = (x - 8).max(16);
    svg(&drawing, "thread small", &sentence(knots, today))
        .attr_of("width", drawing.width)
        .attr("height", "20")
        .children(drawing.paths.iter().map(path))
        .children(drawing.dots.iter().map(|dot| knot(*dot, 5)))
        .html()
}

fn svg(drawing: &Drawing, class: &str, said: &str) -> El {
    el("svg")
        .class(class)
        .attr("role", "img")
        .attr("aria-label", said)
        .attr_of("viewBox", format_args!("0 0 {} {}", drawing.width, drawing.height))
        .attr_of("font-size", FONT)
        .attr("fill", "none")
        .attr("stroke", "none")
        .child(el("title").text("糸: どの窓口が持ってきたか"))
        .child(el("desc").text(said))
}

fn path(path: &Path) -> El {
    let line = |class: &str| el("path").class(class).attr("d", &path.d).attr("stroke", "currentColor");
    match path.kind {
        Kind::Held => line("held").attr("stroke-width", "3"),
        Kind::Asked => line("asked").attr("stroke-width", "2").attr("stroke-dasharray", "2 6"),
        Kind::Beside => line("branch").attr("stroke-width", "3"),
        Kind::Back => line("back").attr("stroke-width", "2"),
    }
}

fn knot(dot: Dot, radius: i32) -> SafeHtml {
    let circle = |radius: i32| el("circle").attr_of("cx", dot.x).attr_of("cy", dot.y).attr_of("r", radius);
    let ring = |class: &str| {
        circle(radius - 1).class(class).attr("fill", "#ffffff").attr("stroke", "currentColor").attr("stroke-width", "2")
    };
    match dot.state {
        State::Holds => circle(radius).class("knot now").attr("fill", "currentColor").html(),
        State::Held => ring("knot").html(),
        State::Asked { .. } => ring("knot open").attr("stroke-dasharray", "2 2").html(),
        State::Parallel => {
            let inner = circle((radius - 4).max(1)).attr("stroke", "currentColor").attr("stroke-width", "1.5");
            ring("knot").html().and(inner)
        }
        // A square: told from the rings even where it is very small.
        State::CameBack => el("rect")
            .class("knot")
            .attr_of("x", dot.x - radius + 1)
            .attr_of("y", dot.y - radius + 1)
            .attr_of("width", 2 * radius - 2)
            .attr_of("height", 2 * radius - 2)
            .attr("fill", "#ffffff")
            .attr("stroke", "currentColor")
            .attr("stroke-width", "2")
            .html(),
    }
}

fn text(text: &Text) -> El {
    let one = el("text").attr_of("x", text.x).attr_of("y", text.y).attr("fill", "currentColor").text(&text.said);
    match text.role {
        Role::Name => one.class("who").attr("font-weight", "700"),
        Role::Who => one.class("when"),
        Role::How => one.class("how"),
        Role::Beside => one,
    }
}
