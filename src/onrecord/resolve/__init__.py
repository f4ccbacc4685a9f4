"""Who is who: the mentions of one article to entities, and all articles' entities to speakers."""
