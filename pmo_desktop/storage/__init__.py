"""The only place that knows SQLAlchemy: SQLite file or PostgreSQL server, behind the services' ports."""
