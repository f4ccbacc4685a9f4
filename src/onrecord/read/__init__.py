"""Read: one article in, its statements out."""
