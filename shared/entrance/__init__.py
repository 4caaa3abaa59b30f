"""Two more doors beside the password: a one-time link by e-mail, and an identity provider (OIDC).

Owns: nothing of its own; `links` and `link_pages` are the first door, `provider` and
`provider_pages` the second, and both end at `door`, as the password does.
"""
