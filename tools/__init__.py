"""Programs run by hand to make what is shipped; the app never imports them."""
