-- Locks nothing that is in use. Who publishes a notice may number it.

GRANT USAGE ON SEQUENCE qungui.publication_number_seq TO qungui_app;
