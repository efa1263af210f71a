"""How cells of tables are painted and edited: one delegate, driven by the roles of the model."""
