"""Accounts: made, found, changed, given roles, closed. Signing in is in ``credentials``.

Whatever is changed here by somebody stands in the audit trail under their username; names and addresses of
people do not, as nothing is ever deleted there.
"""

from sqlalchemy import exists, func, insert, or_, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from api.accounts.account_rows import (
    account_line,
    account_row,
    account_with_grants,
    active_superadmins,
    check_bidang,
    check_superadmin_left,
    checked_email,
    checked_name,
    checked_username,
    forget_secrets,
    row_of_username,
)
from api.accounts.credentials import Credentials
from api.accounts.models import Account, AccountLine, Grant, NewAccount, Role, roles_words
from api.accounts.passwords import Passwords, check_password, one_time_password
from api.state.account_tables import AccountRow, GrantRow
from api.state.audit import said
from api.state.clock import Clock, utc_now
from api.state.columns import new_id
from api.state.database import StateDatabase
from api.state.owners import Owner
from api.state.tables import OwnerRow
from corpus.errors import InvalidInput

FIRST = "admin"
"""Username of the superadmin that a new installation begins with."""


class Accounts(Credentials):
    """Every method raises StorageError when the database cannot be used, after which nothing has changed."""

    def __init__(
        self, database: StateDatabase, *, passwords: Passwords | None = None, clock: Clock = utc_now
    ) -> None:
        super().__init__(database, passwords or Passwords(), clock=clock)

    def create(
        self,
        username: str,
        *,
        name: str,
        email: str = "",
        grants: tuple[Grant, ...] = (Grant(role=Role.ASN),),
        password: str = "",
        must_change: bool = True,
        by: str,
    ) -> Account:
        """Make an account.

        Args:
            password: empty where it signs in through a provider only.
            must_change: somebody else knows the password, so it is changed at the first sign-in.
            by: username of whoever does it; empty where its owner does.

        Raises:
            InvalidInput: a value may not be one, the username is taken, or a bidang is none.
        """
        checked = checked_username(username)
        if password:
            check_password(password, username=checked)
        new = NewAccount(
            username=checked,
            name=checked_name(name),
            email=checked_email(email),
            grants=grants,
            password_hash=self._passwords.hash(password) if password else "",
            must_change=bool(password) and must_change,
        )
        with self._database.writing("Akun gagal dibuat") as session:
            made = self.add(session, new)
            self._note(session, by or checked, "account.created", checked, roles_words(grants))
        return made

    def add(self, session: Session, new: NewAccount) -> Account:
        """Make an account in the transaction of somebody who has checked its values and audits it.

        Raises:
            InvalidInput: the username is taken, or a bidang is none.
        """
        owner, now = Owner(id=new_id()), self._clock()
        for grant in new.grants:
            check_bidang(session, grant)
        row = AccountRow(
            id=new_id(),
            owner_id=owner.id,
            username=new.username,
            name=new.name,
            email=new.email,
            password_hash=new.password_hash,
            must_change=new.must_change,
            active=True,
            failures=0,
            locked_until=None,
            created_at=now,
            seen_at=None,
            version=1,
        )
        try:
            # Where two make the same at once, the database decides who is first.
            with session.begin_nested():
                session.execute(insert(OwnerRow).values(id=owner.id, created_at=now))
                session.add(row)
                session.flush()
        except IntegrityError as error:
            raise InvalidInput(f"Nama pengguna “{new.username}” sudah dipakai. Pilih yang lain.") from error
        for grant in dict.fromkeys(new.grants):
            session.add(GrantRow(account_id=row.id, role=grant.role.value, bidang_id=grant.bidang))
        session.flush()
        return account_with_grants(session, row)

    def by_id(self, account_id: str) -> Account:
        """One by its identifier, active or not.

        Raises:
            NotFound: there is none.
        """
        with self._database.reading() as session:
            return account_with_grants(session, account_row(session, account_id))

    def by_username(self, username: str) -> Account:
        """One by its username, however its letters are typed.

        Raises:
            NotFound: there is none.
        """
        with self._database.reading() as session:
            return account_with_grants(session, row_of_username(session, username))

    def line(self, account_id: str) -> AccountLine:
        """One with what is known of its use.

        Raises:
            NotFound: there is none.
        """
        with self._database.reading() as session:
            return account_line(session, account_row(session, account_id))

    def list(
        self,
        *,
        words: str = "",
        role: Role | None = None,
        bidang: str = "",
        active: bool | None = None,
        limit: int = 50,
        offset: int = 0,
    ) -> tuple[list[AccountLine], int]:
        """Accounts by username, and how many there are in all.

        Args:
            words: part of username, name or e-mail.
            role, bidang: that one of its grants has.
        """
        statement = select(AccountRow)
        if words.strip():
            part = words.strip()
            statement = statement.where(
                or_(
                    AccountRow.username.icontains(part, autoescape=True),
                    AccountRow.name.icontains(part, autoescape=True),
                    AccountRow.email.icontains(part, autoescape=True),
                )
            )
        if active is not None:
            statement = statement.where(AccountRow.active.is_(active))
        if role is not None or bidang:
            held = select(GrantRow.account_id).where(GrantRow.account_id == AccountRow.id)
            held = held.where(GrantRow.role == role.value) if role is not None else held
            held = held.where(GrantRow.bidang_id == bidang) if bidang else held
            statement = statement.where(exists(held))
        with self._database.reading() as session:
            total = session.scalar(select(func.count()).select_from(statement.subquery())) or 0
            rows = session.scalars(statement.order_by(AccountRow.username).limit(limit).offset(offset)).all()
            return [account_line(session, row) for row in rows], total

    def change(
        self, account_id: str, *, name: str, email: str, by: str, version: int | None = None
    ) -> Account:
        """Give an account another name and e-mail address.

        Raises:
            NotFound: there is none.
            Conflict: it was changed since ``version``.
            InvalidInput: a value may not be one.
        """
        new_name, new_email = checked_name(name), checked_email(email)
        with self._database.writing("Akun gagal diubah") as session:
            row = account_row(session, account_id, lock=True, version=version)
            changed = [
                what
                for what, old, new in (("nama", row.name, new_name), ("e-mail", row.email, new_email))
                if old != new
            ]
            if changed:
                row.name, row.email, row.version = new_name, new_email, row.version + 1
                self._note(session, by, "account.changed", row.username, " dan ".join(changed))
            return account_with_grants(session, row)

    def grant(self, account_id: str, grant: Grant, *, by: str, version: int | None = None) -> Account:
        """Give a role; one that it has stays.

        Raises:
            NotFound: there is no such account.
            Conflict: it was changed since ``version``.
            InvalidInput: there is no such bidang.
        """
        with self._database.writing("Peran gagal diberikan") as session:
            row = account_row(session, account_id, lock=True, version=version)
            check_bidang(session, grant)
            if session.get(GrantRow, (row.id, grant.role.value, grant.bidang)) is None:
                session.add(GrantRow(account_id=row.id, role=grant.role.value, bidang_id=grant.bidang))
                row.version += 1
                session.flush()
                self._note(session, by, "account.granted", row.username, roles_words((grant,)))
            return account_with_grants(session, row)

    def revoke(self, account_id: str, grant: Grant, *, by: str, version: int | None = None) -> Account:
        """Take a role away; one that it has not stays away.

        Raises:
            NotFound: there is no such account.
            Conflict: it was changed since ``version``, or nobody would be superadmin any more.
        """
        with self._database.writing("Peran gagal dicabut") as session:
            superadmins = active_superadmins(session)
            row = account_row(session, account_id, lock=True, version=version)
            held = session.get(GrantRow, (row.id, grant.role.value, grant.bidang))
            if held is not None:
                if grant.role is Role.SUPERADMIN:
                    check_superadmin_left(superadmins, row.id)
                session.delete(held)
                row.version += 1
                session.flush()
                self._note(session, by, "account.revoked", row.username, roles_words((grant,)))
            return account_with_grants(session, row)

    def deactivate(self, account_id: str, *, by: str, reason: str = "", version: int | None = None) -> None:
        """Let nobody sign in with it any more; sessions and API tokens end at once.

        Raises:
            NotFound: there is none.
            Conflict: it was changed since ``version``, or nobody would be superadmin any more.
        """
        why = said(reason, "Alasan", required=False)
        with self._database.writing("Akun gagal dinonaktifkan") as session:
            superadmins = active_superadmins(session)
            row = account_row(session, account_id, lock=True, version=version)
            if not row.active:
                return
            check_superadmin_left(superadmins, row.id)
            row.active, row.version = False, row.version + 1
            forget_secrets(session, row.id)
            session.flush()
            self._note(session, by, "account.deactivated", row.username, why)

    def activate(self, account_id: str, *, by: str, version: int | None = None) -> None:
        """Let it be signed in with again.

        Raises:
            NotFound: there is none.
            Conflict: it was changed since ``version``.
        """
        with self._database.writing("Akun gagal diaktifkan") as session:
            row = account_row(session, account_id, lock=True, version=version)
            if row.active:
                return
            row.active, row.version = True, row.version + 1
            row.failures, row.locked_until = 0, None
            session.flush()
            self._note(session, by, "account.activated", row.username, "")

    def first_admin(self) -> str | None:
        """Make the first superadmin where there is no account yet, and give its one-time password.

        Of processes that start together one makes it; None to all others and at every later start.
        """
        with self._database.reading() as session:
            if session.scalar(select(AccountRow.id).limit(1)) is not None:
                return None
        password = one_time_password()
        kept = self._passwords.hash(password)
        grants = (Grant(role=Role.SUPERADMIN),)
        new = NewAccount(username=FIRST, name="Administrator", grants=grants, password_hash=kept)
        with self._database.writing("Akun pertama gagal dibuat") as session:
            if session.scalar(select(AccountRow.id).limit(1)) is not None:
                return None
            try:
                self.add(session, new)
            except InvalidInput:
                # Another process was first.
                return None
            self._note(session, FIRST, "account.created", FIRST, f"{roles_words(grants)}, saat pertama mulai")
        return password
