"""What the map shows, taken away: tables, GeoJSON, and a drawing to scale."""
