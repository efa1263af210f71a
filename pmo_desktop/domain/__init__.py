"""The trade itself: records, life-cycles, rules and edits. Frozen values, standard library only."""
