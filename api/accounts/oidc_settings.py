"""Settings of single sign-on; part of ``api.settings.Settings``."""

from typing import Literal

from pydantic import BaseModel, Field, SecretStr


class SingleSignOnSettings(BaseModel):
    """How people sign in through the agency's own OpenID Connect provider."""

    oidc_issuer: str = Field(
        "",
        description="Issuer of the OpenID Connect provider, such as https://sso.contoh.go.id/realms/asn; "
        "empty means no single sign-on.",
    )
    oidc_client_id: str = Field("", description="Client identifier that the provider gave this service.")
    oidc_client_secret: SecretStr = Field(
        SecretStr(""), description="Client secret; empty for a public client, which PKCE alone protects."
    )
    oidc_name: str = Field("SSO", description="What people know the provider as; stands on the button.")
    oidc_scopes: str = Field(
        "openid profile email", description="Scopes that are asked for, with spaces; openid always is."
    )
    oidc_ca_file: str = Field(
        "",
        description="PEM file with the only authorities that vouch for the provider under HTTPS; empty means "
        "the public ones.",
    )
    oidc_username_claim: str = Field(
        "preferred_username",
        description="Claim of the ID token that becomes the username; of an address the part before @.",
    )
    oidc_create: bool = Field(
        True, description="Whether people who have no account here yet get one as asn when they sign in."
    )
    oidc_link: Literal["off", "username", "email"] = Field(
        "off",
        description="Which account made beforehand is of somebody the provider names for the first time: off "
        "for none, username for one without password of that name, email for the one with that address.",
    )
