"""Where Alembic finds the file to bring up to date: the connection that `upgrade` hands it."""

from alembic import context

context.configure(connection=context.config.attributes["connection"], target_metadata=None, render_as_batch=True)
context.run_migrations()
