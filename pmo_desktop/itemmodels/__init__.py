"""Qt item models over read models; QtCore and QtGui only, no widget."""
