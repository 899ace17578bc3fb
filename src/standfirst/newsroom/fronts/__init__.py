"""The fronts of editions and sections: which stories stand where."""
