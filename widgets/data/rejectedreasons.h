#pragma once
#include "core/storage/eventstore.h"
#include "widgets/common/retranslated.h"

#include <QWidget>
#include <map>
#include <string>
#include <vector>

class QHBoxLayout;
class QMenu;
class QToolButton;

namespace aisle {

class TableView;

/// Over the table of rejected rows: how many there are for each reason, a press shows those alone; and the way to mend
/// them, which is to import their file again with other choices.
class RejectedReasons : public Retranslated<QWidget>
{
    Q_OBJECT
public:
    RejectedReasons(TableView *rows, QWidget *parent = nullptr);

    void show(const std::vector<ImportRecord> &imports, bool readOnly, bool namesHidden);

Q_SIGNALS:
    void againRequested(const ImportRecord &import);

private:
    void addReason(const std::string &reason, std::int64_t rows);
    void fillMenu(const std::vector<ImportRecord> &imports, bool namesHidden);
    void showFilter();
    void retranslate() override;

    struct Reason
    {
        QString code;
        std::int64_t rows;
        QToolButton *button;
    };
    TableView *m_rows;
    std::vector<Reason> m_reasons; ///< most rows first
    QHBoxLayout *m_line;
    QToolButton *m_again;
    QMenu *m_imports;
};

} // namespace aisle
