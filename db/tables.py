"""The tables behind the registers: the journal, and what a file keeps for itself."""

from sqlalchemy import Column, Index, Integer, LargeBinary, Table, Text, UniqueConstraint

from db.fields import RowId
from db.register import Register

metadata = Register.metadata

# -- the journal (handoff.md): who changed what, in which order ----------------------------------------------

entries = Table(
    "entries", metadata,
    Column("id", Integer, primary_key=True),
    Column("site", Integer, nullable=False),
    Column("number", Integer, nullable=False),
    Column("stamp", Integer, nullable=False),
    Column("knowledge", Integer, nullable=False),
    Column("who", RowId(), nullable=False),
    Column("who_name", Text, nullable=False),
    Column("why", Text, nullable=False),
    Column("at", Text, nullable=False),
    Column("revision", Text, nullable=False),
    Column("undoes", Integer),
    Column("count", Integer, nullable=False),
    UniqueConstraint("site", "number"),
    Index("entries_stamp", "stamp"),
)  # fmt: skip
"""One unit of work, numbered without gaps per site; `at` is for people; a copy may hold a part of its `count`."""

operations = Table(
    "operations", metadata,
    Column("entry", Integer, primary_key=True),
    Column("place", Integer, primary_key=True),
    Column("register", Text, nullable=False),
    Column("row", RowId(), nullable=False),
    Column("field", Text),
    Column("shape", Integer),
    Column("value", RowId()),
    Index("operations_row", "row", "field"),
    sqlite_with_rowid=False,
)  # fmt: skip
"""An insert: a shape and a JSON array of values in that order, ids as hex. An edit: a field and its value as stored."""

shapes = Table(
    "shapes", metadata,
    Column("id", Integer, primary_key=True),
    Column("register", Text, nullable=False),
    Column("columns", Text, nullable=False),
    UniqueConstraint("register", "columns"),
)  # fmt: skip
"""The attribute names of inserts, said once (JSON array); with an insert's values they make its JSON object."""

knowledge = Table(
    "knowledge", metadata, Column("id", Integer, primary_key=True), Column("body", Text, nullable=False, unique=True)
)
"""What entries had been taken in when an entry was made: JSON {site: [[from, to], …]}; grows only by merging."""

sites = Table(
    "sites", metadata,
    Column("site", Integer, primary_key=True),
    Column("school_id", RowId()),
    Column("machine", Text, nullable=False),
    Column("state", Text, nullable=False),
    Column("sign", LargeBinary),
    Column("seal", Text),
    Column("holds", Text),
    Column("said", Integer, nullable=False, server_default="0"),
)  # fmt: skip
"""The township's machines; travels with parcels, outside the journal.

state is enrolled, waiting (for four words by telephone) or retired; public keys once they are known; holds is what the
machine last said that it has (knowledge as JSON), said the number of that statement.
"""

# -- what merging leaves behind in this copy (db/merge): read from the journal, kept so that lists open at once ------

conflicts = Table(
    "conflicts", metadata,
    Column("id", Integer, primary_key=True),
    Column("register", Text, nullable=False),
    Column("row", RowId(), nullable=False),
    Column("field", Text, nullable=False),
    UniqueConstraint("row", "field"),
)  # fmt: skip
"""Cells on which people who did not know of each other wrote different values, until somebody settles them."""

waiting = Table(
    "waiting", metadata,
    Column("entry", Integer, primary_key=True),
    Column("place", Integer, primary_key=True),
    Column("register", Text, nullable=False),
    Column("row", RowId(), nullable=False),
    Index("waiting_row", "row"),
    sqlite_with_rowid=False,
)  # fmt: skip
"""Operations that cannot be applied yet: their row has not come, or only a newer program knows their field."""

quarantine = Table(
    "quarantine", metadata,
    Column("site", Integer, primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("place", Integer, primary_key=True),
    Column("because", Text, nullable=False),
    Column("register", Text, nullable=False),
    Column("row", RowId(), nullable=False),
    Column("field", Text),
    Column("columns", Text),
    Column("value", RowId()),
    Column("head", Text, nullable=False),
    Index("quarantine_row", "row"),
    sqlite_with_rowid=False,
)  # fmt: skip
"""Operations that their site had no right to, whole, outside the journal. because: school, origin, stamp, value."""

stale = Table(
    "stale", metadata, Column("row", RowId(), primary_key=True), Column("register", Text, nullable=False),
    sqlite_with_rowid=False,
)  # fmt: skip
"""Rows that a merge changed and whose words in `finder` are not written yet."""

# -- local: never travels, outside the journal ---------------------------------------------------------------

local = Table("local", metadata, Column("name", Text, primary_key=True), Column("value", Text))
"""What this copy knows of itself: its database id, its site, its school."""

finder = Table(
    "finder", metadata,
    Column("row", RowId(), primary_key=True),
    Column("register", Text, nullable=False),
    Column("sort", Text, nullable=False),
    Column("words", Text, nullable=False),
    sqlite_with_rowid=False,
)  # fmt: skip
"""Derived, rebuilt at need: what the find box looks in, and the pinyin order of rows."""

doubts = Table(
    "doubts", metadata,
    Column("id", RowId(), primary_key=True),
    Column("register", Text, nullable=False),
    Column("sheet", Text, nullable=False),
    Column("tab", Text, nullable=False),
    Column("row", Integer, nullable=False),
    Column("school_id", RowId()),
    Column("cells", Text, nullable=False),
    Column("problems", Text, nullable=False),
    Column("at", Text, nullable=False),
)  # fmt: skip
"""Rows of workbooks that wait for a person: cells as JSON {heading: {field, value}}, problems as JSON."""

blobs = Table(
    "blobs", metadata, Column("hash", Text, primary_key=True), Column("size", Integer, nullable=False),
    Column("body", LargeBinary, nullable=False),
)  # fmt: skip
"""Photographs and papers by SHA-256."""

drafts = Table(
    "drafts", metadata,
    Column("row", RowId(), primary_key=True),
    Column("register", Text, nullable=False),
    Column("body", Text, nullable=False),
    Column("at", Text, nullable=False),
)  # fmt: skip
"""Forms left with an error: JSON of what was typed, kept until it can be saved."""

# -- the hand-off's books: what went onto sticks and came from them; local ------------------------------------

parcels = Table(
    "parcels", metadata,
    Column("way", Text, primary_key=True),
    Column("site", Integer, primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("at", Text, nullable=False),
    Column("entries", Integer, nullable=False),
    Column("operations", Integer, nullable=False),
    Column("hash", Text, nullable=False),
    Column("state", Text, nullable=False),
    Column("holds", Text, nullable=False),
    Column("base", Text, nullable=False, server_default="{}"),
    Column("account", Text),
    Column("taken_at", Text),
    Column("receipt", Integer),
    Column("owed", Integer, nullable=False, server_default="0"),
    sqlite_with_rowid=False,
)  # fmt: skip
"""The books of parcels (db.handoff.ledger).

way is out (site: the receiver; state written or received) or in (site: the sender; taken, nothing new or refused);
holds is what the sender held when it was made, base what it took the receiver to hold; receipt is the receipt's number,
owed says that it is still to be written.
"""

invitations = Table(
    "invitations", metadata,
    Column("id", Text, primary_key=True),
    Column("school_id", RowId(), nullable=False),
    Column("secret", LargeBinary, nullable=False),
    Column("at", Text, nullable=False),
    Column("used_by", Integer),
)  # fmt: skip
"""Invitations given out: each secret is good for one joining."""
