#include "core/storage/sqlite/statements.h"

#include <SQLiteCpp/SQLiteCpp.h>
#include <limits>

namespace aisle {

namespace {

struct Binder
{
    SQLite::Statement &statement;
    int mark;

    void operator()(std::monostate) const { statement.bind(mark); }
    template <typename Value>
    void operator()(const Value &value) const
    {
        statement.bind(mark, value);
    }
};

void bindAll(SQLite::Statement &statement, std::initializer_list<SqlValue> values)
{
    int mark = 0;
    for (const auto &value : values)
        std::visit(Binder{statement, ++mark}, value);
}

} // namespace

SQLite::Statement boundStatement(SQLite::Database &database, const std::string &sql,
                                 std::initializer_list<SqlValue> values)
{
    SQLite::Statement statement(database, sql);
    bindAll(statement, values);
    return statement;
}

void runWith(SQLite::Statement &statement, std::initializer_list<SqlValue> values)
{
    bindAll(statement, values);
    runOnce(statement);
}

void execute(SQLite::Database &database, const std::string &sql, std::initializer_list<SqlValue> values)
{
    boundStatement(database, sql, values).exec();
}

void runOnce(SQLite::Statement &statement)
{
    statement.exec();
    statement.reset();
}

QString columnText(const SQLite::Column &column)
{
    return QString::fromUtf8(column.getText(), column.getBytes());
}

double numberOf(const SQLite::Column &column)
{
    return column.isNull() ? std::numeric_limits<double>::quiet_NaN() : column.getDouble();
}

std::string likePattern(const QString &text, bool anywhere)
{
    QString escaped = text;
    for (const auto special : {u'\\', u'%', u'_'})
        escaped.replace(QChar(special), QStringLiteral("\\") + QChar(special));
    return ((anywhere ? QStringLiteral("%") : QString()) + escaped + u'%').toStdString();
}

} // namespace aisle
