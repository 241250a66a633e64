"""What a route asks of whoever calls it: the words of the table in ``api.route_permissions``."""

from api.accounts.models import Account
from api.accounts.permissions import Permission, may
from corpus.models import Frozen


class Rule(Frozen):
    """What a route asks of whoever calls it.

    Attributes:
        signed_in: somebody has to be.
        permissions: of which one is needed; empty where none is.
        own: path parameter that names a thing of somebody, which does not exist for anybody else; empty where
            there is none. Without ``signed_in`` the owner may be a browser.
    """

    signed_in: bool = False
    permissions: tuple[Permission, ...] = ()
    own: str = ""

    def lets(self, account: Account | None) -> bool:
        """Whether somebody may call the route at all; what it names may still be another's."""
        if not self.signed_in:
            return True
        if account is None or not account.active:
            return False
        return not self.permissions or any(may(account, one) for one in self.permissions)


def own(parameter: str, *, signed_in: bool = False) -> Rule:
    """For the owner of what a path parameter names."""
    return Rule(own=parameter, signed_in=signed_in)


def needs(*permissions: Permission) -> Rule:
    """For accounts with one of these permissions."""
    return Rule(signed_in=True, permissions=permissions)


ANYBODY = Rule()
"""Also whoever is not signed in: the library is public, and so is asking it."""
SIGNED_IN = Rule(signed_in=True)

EVERY_METHOD = "*"
"""In place of a method: whatever is mounted there answers them all."""

Routes = dict[tuple[str, str], Rule]
"""Rules by method and path template."""
