#include "widgets/data/rejectedreasons.h"
#include "core/common/error.h"
#include "core/transfer/plan/pastimports.h"
#include "models/pagedtablemodel.h"
#include "widgets/common/theme.h"
#include "widgets/data/sourcespanel.h"
#include "widgets/tables/tableview.h"
#include "widgets/text/errortext.h"
#include "widgets/text/format.h"
#include "widgets/text/tiptext.h"

#include <QHBoxLayout>
#include <QMenu>
#include <QToolButton>
#include <algorithm>

namespace aisle {

namespace {

constexpr std::size_t kMostReasons = 5; ///< beside one another
const QString kColumn = QStringLiteral("reason");

} // namespace

RejectedReasons::RejectedReasons(TableView *rows, QWidget *parent)
    : Retranslated(parent), m_rows(rows), m_line(new QHBoxLayout(this)), m_again(new QToolButton(this)),
      m_imports(new QMenu(this))
{
    m_line->setContentsMargins(0, kSpaceInside, 0, kSpaceInside);
    m_line->setSpacing(kSpaceInside);
    m_line->addStretch(1);
    m_line->addWidget(m_again);
    m_again->setObjectName(QStringLiteral("rejected-again"));
    m_again->setMenu(m_imports);
    m_again->setPopupMode(QToolButton::InstantPopup);
    connect(m_rows->table(), &PagedTableModel::countsChanged, this, &RejectedReasons::showFilter);
    connect(m_rows->table(), &PagedTableModel::loadingChanged, this, &RejectedReasons::showFilter);
    hide();
}

void RejectedReasons::show(const std::vector<ImportRecord> &imports, bool readOnly, bool namesHidden)
{
    for (const auto &reason : m_reasons)
        delete reason.button;
    m_reasons.clear();
    std::map<std::string, std::int64_t> counts;
    for (const auto &import : imports) {
        for (const auto &[reason, rows] : import.reasons)
            counts[reason] += rows;
    }
    std::vector<std::pair<std::int64_t, std::string>> most;
    for (const auto &[reason, rows] : counts)
        most.emplace_back(-rows, reason);
    std::ranges::sort(most);
    for (std::size_t i = 0; i < std::min(kMostReasons, most.size()); ++i)
        addReason(most[i].second, -most[i].first);
    fillMenu(imports, namesHidden);
    m_again->setVisible(!readOnly && !m_imports->isEmpty());
    setVisible(!m_reasons.empty());
    retranslate();
}

void RejectedReasons::addReason(const std::string &reason, std::int64_t rows)
{
    auto *button = new QToolButton(this);
    const auto code = QString::fromStdString(reason);
    button->setObjectName(QStringLiteral("reason-") + code);
    button->setCheckable(true);
    button->setFocusPolicy(Qt::TabFocus);
    connect(button, &QToolButton::clicked, this,
            [this, code](bool on) { m_rows->setFilter(kColumn, on ? u'=' + code : QString()); });
    m_line->insertWidget(static_cast<int>(m_reasons.size()), button);
    m_reasons.push_back({code, rows, button});
}

void RejectedReasons::fillMenu(const std::vector<ImportRecord> &imports, bool namesHidden)
{
    m_imports->clear();
    for (const auto &import : imports) {
        if (import.rejected == 0 || !pastImport(import))
            continue;
        m_imports->addAction(buttonText(SourcesPanel::nameOf(import, namesHidden)), this,
                             [this, import] { Q_EMIT againRequested(import); });
    }
}

/// What the table shows now, whoever filtered it.
void RejectedReasons::showFilter()
{
    const auto *table = m_rows->table();
    const auto isShown = [table](const QString &code) {
        return std::ranges::any_of(table->filters(), [&](const ColumnFilter &filter) {
            return QString::fromStdString(table->tableColumn(filter.column).id) == kColumn && filter.equals &&
                   !filter.exclude && filter.contains == code;
        });
    };
    for (const auto &reason : m_reasons)
        reason.button->setChecked(isShown(reason.code));
}

void RejectedReasons::retranslate()
{
    for (const auto &reason : m_reasons) {
        reason.button->setText(buttonText(tr("%1: %2").arg(rejectionText(reason.code), formatShortCount(reason.rows))));
        reason.button->setToolTip(tipText(
            Error::fill(tr("%1 [row|rows]. A press shows these alone, another one all."), {formatCount(reason.rows)})));
    }
    m_again->setText(tr("Import again"));
    m_again->setToolTip(tr("Import a file again with other choices, so that fewer of its rows are rejected"));
    showFilter();
}

} // namespace aisle
