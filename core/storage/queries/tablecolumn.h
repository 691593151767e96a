#pragma once
#include <QString>
#include <string>

namespace aisle {

enum class ProjectTable { Events, Products, Shoppers, Rejected, Triples };

/// What a column holds; how it is written and filtered follows from it.
enum class ColumnKind {
    ShopperKey,
    ProductKey,
    SessionKey,
    Text,
    Entity, ///< of the knowledge graph: see ShownEntity
    KindWord,
    Time,
    Count,
    Number,
    WrittenNumber, ///< shown as the file writes it: a year has no thousands
    Money,
    Flag
};
inline bool isNumeric(ColumnKind kind)
{
    return kind >= ColumnKind::Time;
}
inline bool isKey(ColumnKind kind)
{
    return kind <= ColumnKind::SessionKey;
}

struct TableColumn
{
    std::string id;    ///< stable, for settings
    const char *title; ///< QT_TRANSLATE_NOOP("Table", ...)
    ColumnKind kind;
    bool isPersonal = false; ///< what the log says of a person: not to be seen beside a pseudonym
    QString name{};          ///< of an attribute, as the file calls it, instead of the title
    bool isEmpty = false;    ///< there are rows, and none has a value
};

} // namespace aisle
