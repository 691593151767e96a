#pragma once
#include "core/transfer/plan/importplan.h"

#include <QTableWidget>

class QComboBox;

namespace aisle {

/// What a role is called in the list of roles: "shopper", "product's title".
QString roleText(Role role, const QString &field);

/// The first rows of a file as it has them; over each column its role, under that the evidence.
class RolesTable : public QTableWidget
{
    Q_OBJECT
public:
    explicit RolesTable(QWidget *parent = nullptr);
    void show(const ImportFile &file);

Q_SIGNALS:
    void roleChosen(int column, aisle::Role role, const QString &field);

private:
    void fillRoles(const ImportFile &file);
    void fillRows(const ImportFile &file);
    static QString evidenceText(const ColumnEvidence &evidence, const Recognition &seen);
    static constexpr int kMaxRows = 8;
};

} // namespace aisle
