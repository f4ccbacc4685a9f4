"""What any stage may ask of a text: its sentences, its quotations, arithmetic on its spans."""
