"""JSON under `/api/projects/`: projects, boards, issues and sprints, for the members of their teams and workspaces."""
