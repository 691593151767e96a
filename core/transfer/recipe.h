#pragma once
#include "core/common/events.h"

#include <QJsonObject>
#include <QString>
#include <QStringList>
#include <optional>
#include <vector>

namespace aisle {

enum class Layout { Events, Adjacency, Sequences };

/// What a quotation mark at the start of a field is. Loose: it quotes, unless the line reads right only without it.
/// Apostrophe: fields stand in ' marks. Ditto: as Loose, but a field that is nothing but a mark is text, and what says
/// "the same" (", 〃, ditto) has the value of the row above.
enum class Quotes { Loose, Strict, None, Apostrophe, Ditto };

/// What a column means. Item and user columns carry the field's name in ColumnRole::field.
enum class Role {
    Ignore,
    User,
    Item,
    Kind,
    Time,
    Value,
    Quantity,
    UnitPrice, ///< per unit at the time of the event; also the product's price
    Session,   ///< order, basket or visit
    ItemField, ///< title, category, brand, price, description, image, or any other name (an attribute)
    UserField,
    Context,   ///< kept with the event as a small JSON
    LineTotal, ///< an amount for the whole line: the unit price is amount / quantity
    TimeOfDay  ///< the clock that belongs to the date in the column of Role::Time
};

/// ColumnRole::field of a second column of shoppers: keys of who is not signed in, where the first one is empty.
inline constexpr const char *kGuestField = "guest";

struct ColumnRole
{
    QString column; ///< the header's name, or "#3" where there is none
    Role role = Role::Ignore;
    QString field; ///< of ItemField and UserField, and the key of Context; kGuestField

    bool isCalled(const QString &name) const { return column.compare(name, Qt::CaseInsensitive) == 0; }
};

/// Whether columns of the role name the field that they are: of products, of shoppers, of the context.
bool isField(Role role);
bool hasRole(const std::vector<ColumnRole> &columns, Role role);

inline constexpr QChar kGathered{0x1f}; ///< see Flattening::lists

/// The last column of rows that stand below lines such as `1:`: the key of that line.
inline constexpr const char *kGroupColumn = "#group";

QString roleName(Role role);       ///< "user", "unit-price", "item-field", ... as stored and as the command line says
QString layoutName(Layout layout); ///< "events", "adjacency", "sequences"

/// How rows whose cells hold objects or lists become rows of plain cells. A column of the recipe is then a path into a
/// column of the file: `properties.product_id`, `items.price`.
struct Flattening
{
    QStringList fileColumns; ///< the file's own, by position; empty: nothing is flattened
    QStringList lists;       ///< paths of lists: an element is a row; of several the n-th belong together. Or a new
                             ///< column's name and the columns whose filled cells are its elements, cut by
                             ///< kGathered: item_1, item_2, item_3
    QString listSeparator;   ///< of lists that are written as one text ("a,b,c"); empty: JSON
    QString elementForm;     ///< of their elements, with K for the key, N for the pieces ("K x N") and P for the price
                             ///< ("K:N:P"), or C for 1 where it was clicked and 0 where it was only shown ("K-C");
                             ///< H: the key is the name of the cell's column (H0: not where the cell is 0); empty: the
                             ///< key
    bool isEmpty() const { return fileColumns.isEmpty(); }
    bool operator==(const Flattening &) const = default;
};

/// Everything needed to read a file, and the next file of the same shape, without asking. Stored as JSON with the
/// import. What the analyst (or `--option`) said is in here already; what was recognised fills the rest.
struct Recipe
{
    Layout layout = Layout::Events;
    QString separator = QStringLiteral(","); ///< one character, or "::"; " " means runs of spaces are one in adjacency
    bool header = true;
    QString encoding = QStringLiteral("UTF-8"); ///< ICU converter name
    std::vector<ColumnRole> columns;            ///< by position in the file
    QString timeFormat; ///< "unix", "unix-ms", "iso" (year first), "excel", "excel-1904", "days" (whole days, counted
                        ///< from the log's first or as "days@2017-01-01" says), "auto" or empty (any written form, days
                        ///< first as dayFirst says), or a pattern of timepattern.h (yyyy-MM-dd HH:mm:ss; a year that
                        ///< the dates lack is named behind it: MMdd@2014). "+buddhist" behind it: years such as 2567
                        ///< are those of the Buddhist era
    bool dayFirst = false;
    QString timeZone; ///< IANA name for times written without one; empty: the system's
    QChar decimal = u'.';
    QStringList missing{QString(), QStringLiteral("NA"), QStringLiteral("NULL"), QStringLiteral("NaN"),
                        QStringLiteral("\\N")};
    QString kindDefault = QStringLiteral("event"); ///< the kind of rows that name none
    Meaning kindDefaultMeaning = Meaning::Interaction;
    std::vector<std::pair<QString, Meaning>> kindMap; ///< the log's word (exactly) -> meaning
    bool negativeQuantityIsReturn = false;            ///< a negative quantity makes the kind "return"
    bool dropDuplicates = false;                      ///< exact ones (every stored field equal); counted either way
    bool guestsBySession = false;       ///< rows without a user: one anonymous shopper a session, else rejected
    bool sessionsAreUsers = false;      ///< the log has sessions but no shoppers
    StoredPart part = StoredPart::None; ///< --part
    QString partColumn;                 ///< a column that says train/valid/test, may be empty
    QString joinFile;                   ///< --join: columns of another file looked up by joinColumn
    QString joinColumn;
    std::vector<ColumnRole> joinColumns;
    std::int64_t maxFieldBytes = 1 << 20; ///< longer fields reject their row (too-long)
    QStringList unrated; ///< what the column of values has where nobody rated (-1, 0): such events have no value
    int skipLines = 0;   ///< lines above the table
    QString comment;     ///< what lines that are no rows begin with; empty: there are none
    Quotes quotes = Quotes::Loose;
    Flattening flattening;
    QStringList filledDown;  ///< columns that only the first line of an order has, by name
    bool headsBelow = false; ///< it is the last line of an order that has them
    QString orderColumn;     ///< the order's key; empty: a line without all of filledDown goes on with the order above

    QJsonObject toJson() const;
    static Recipe fromJson(const QJsonObject &json);
    std::optional<int> columnOf(Role role) const; ///< position of the first column with this role, not of guests
    std::optional<int> columnCalled(const QString &name) const;
    Recipe ofFile() const;  ///< the same with the file's own columns, nothing flattened
    bool hasGroups() const; ///< the last column is kGroupColumn
};

/// Says which column is missing, and what there is.
/// @param key  User or Item. @throws Error import.no-user, import.no-item (the arguments are the file and its columns)
[[noreturn]] void refuseWithout(Role key, const Recipe &recipe, const QString &file);

} // namespace aisle
