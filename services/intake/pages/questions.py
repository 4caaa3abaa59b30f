"""`/bantuan`: the questions that people ask, each with its answer.

Owns: the page; who asks sees those of their own role first.
"""

from flask import render_template

from services.intake.pages.answers_said import FOR_ALL, OF_ROLE
from services.intake.pages.blueprint import blueprint
from shared import auth, language

ROLES = ("unit", "kanwil", "directorate", "ombudsman", "admin")


@blueprint.route("/bantuan", methods=["GET"])
@auth.page(*ROLES)
def help_page() -> str:
    """The questions of the visitor's role, then those of everybody."""
    asked = [*OF_ROLE.get(auth.me().role, ()), *FOR_ALL]
    said = [(language.pick(*question), language.pick(*answer)) for question, answer in asked]
    return render_template("help.html", said=said)
