"""Problems of the scheduling library PSPLIB and of its relatives."""
