"""The program is killed again and again while it saves and while it takes bundles in, and what is left is judged.

- `laptops`: invented laptops, a project that two of them share, and the bundles that one has for the other
- `child`: the process that is killed; tells through a pipe what it has begun and what is durable
- `hunt`: measures how long an operation lasts and kills the child at a moment drawn from that
- `judge`: what must be true of a vault afterwards, whatever the moment was
- `rounds`: so many kills, a fresh vault every fifty, and where they landed
"""
