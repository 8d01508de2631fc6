"""What Alembic runs: the steps go into the transaction that `database.writing` opened, so that all are kept or none."""

from alembic import context

context.configure(connection=context.config.attributes["connection"], transactional_ddl=False)
context.run_migrations()
