"""Cases: drafts (write), checking (look), submission (hand in), release (let out), results (tell the author)."""
