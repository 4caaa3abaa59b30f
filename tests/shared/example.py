"""A small service of one table, to try the web on: things with a name."""

import threading
from typing import Any

from flask import Response, jsonify, request
from marshmallow import Schema, fields, validate
from sqlalchemy import Column, Connection, MetaData, Table, Text, insert, select

from shared import auth, web
from shared.blueprint import Blueprint
from shared.bodies import at_most
from shared.db import reading
from shared.ids import new_id
from shared.once import after_commit, completed_by, once, table
from shared.paging import PageArgs, page, page_of
from shared.refusal import Conflict

metadata = MetaData()
table(metadata)
thing = Table("thing", metadata, Column("id", Text, primary_key=True), Column("name", Text))


class AlreadyThere(Conflict):
    """The thing stands there already."""


class Part(Schema):
    unit = fields.String(required=True)


class Thing(Schema):
    id = fields.String(dump_only=True)
    name = fields.String(required=True, validate=validate.Length(1, 20))
    parts = fields.List(fields.Nested(Part), load_only=True)


class Photo(Schema):
    file = fields.Raw(required=True, metadata={"type": "string", "format": "binary"})


class Gate:
    """Lets a test hold the view `slow` between its writing and its commit."""

    def __init__(self) -> None:
        self.entered = threading.Event()
        self.go_on = threading.Event()
        self.after: list[str] = []


def turn(name: str, gate: Gate) -> None:
    """What else happens to a thing of that name."""
    if name == "refused":
        raise AlreadyThere("There is a {name} already.", name=name)
    if name == "broken":
        raise RuntimeError("secret detail")
    if name == "afterwards":
        after_commit(lambda: 1 / 0)
    if name == "completed":
        completed_by(lambda: ({"name": "complete"}, 201))
    if name == "uncompleted":
        completed_by(lambda: {"name": 1 / 0})
    if name == "slow":
        gate.entered.set()
        assert gate.go_on.wait(10)


def blueprint(gate: Gate) -> Blueprint:
    blp = Blueprint("things", __name__, url_prefix="/api/v1", description="Things.")

    @blp.route("/things", methods=["POST"])
    @auth.allow("ombudsman", "unit")
    @blp.arguments(Thing)
    @once
    @blp.response(201, Thing)
    def post_thing(conn: Connection, body: dict[str, Any]) -> Any:
        """Add a thing."""
        made = {"id": new_id(), "name": body["name"]}
        conn.execute(insert(thing).values(made))
        after_commit(lambda: gate.after.append(body["name"]))
        if body["name"] == "unkept":
            return jsonify({"name": "unkept"}), 409
        turn(body["name"], gate)
        return made, 201, {"Location": f"/api/v1/things/{made['id']}"}

    @blp.route("/things", methods=["GET"])
    @auth.allow("ombudsman", "unit", "kanwil", "directorate", "admin")
    @blp.arguments(PageArgs, location="query")
    @blp.response(200, page_of(Thing))
    def list_things(args: dict[str, Any]) -> dict[str, Any]:
        """All things, by name."""
        query = select(thing).order_by(thing.c.name, thing.c.id).limit(args["limit"] + 1)
        if args["cursor"]:
            name, _ = args["cursor"]
            query = query.where(thing.c.name > name)
        with reading(web.engine()) as conn:
            rows = conn.execute(query).all()
        return page(rows, args["limit"], lambda row: (row.name, row.id))

    @blp.route("/others", methods=["GET"])
    @auth.allow("unit")
    @blp.arguments(PageArgs, location="query")
    @blp.response(200, page_of(Thing))
    def list_others(args: dict[str, Any]) -> dict[str, Any]:
        """Another list."""
        return page([], args["limit"], lambda row: (row,))

    @blp.route("/things/<thing_id>", methods=["GET"])
    @auth.allow("unit", head=True)
    @blp.response(200, Thing)
    def get_thing(thing_id: str) -> dict[str, Any]:
        """One thing, for heads alone."""
        return {"id": thing_id, "name": "one"}

    @blp.route("/things/<thing_id>/photo", methods=["POST"])
    @auth.allow("unit")
    @at_most(300_000)
    @blp.arguments(Photo, location="files")
    @once
    def post_photo(conn: Connection, _files: dict[str, Any], thing_id: str) -> Response:
        """Add a photo."""
        size = len(request.files["file"].read())
        conn.execute(insert(thing).values(id=new_id(), name=f"{thing_id} {size}"))
        answer = jsonify({"size": size})
        answer.status_code = 201
        return answer

    return blp
