"""Who is who: staff, their organisations and roles, and how they sign in."""
