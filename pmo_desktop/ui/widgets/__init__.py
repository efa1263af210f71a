"""Controls that every page is made of. All text is shown as it is, never as markup."""
