#include "widgets/runs/runcolumns.h"
#include "core/evaluate/metric.h"
#include "widgets/text/errortext.h"
#include "widgets/text/tiptext.h"

#include <QAction>
#include <QHeaderView>
#include <QJsonArray>
#include <QJsonObject>
#include <QMenu>
#include <QTreeView>

namespace aisle {

namespace {

using Field = RunTableModel::Field;

const QString kFiguresKey = QStringLiteral("runs/figures");
const QString kHiddenKey = QStringLiteral("runs/hidden");
const QString kHeaderKey = QStringLiteral("runs/header");
const QStringList kStandardFigures{QStringLiteral("NDCG@10"), QStringLiteral("HitRate@10"), QStringLiteral("Recall@10"),
                                   QStringLiteral("Coverage@10")};
const QStringList kStandardHidden{QStringLiteral("seed"), QStringLiteral("device")};
constexpr int kOfferedCutoffs[]{5, 10, 20, 50, 100};

} // namespace

RunColumns::RunColumns(QTreeView *view, RunTableModel *model) : QObject(view), m_view(view), m_model(model)
{
    m_model->setFigures(kStandardFigures);
    const auto *header = m_view->header();
    connect(header, &QHeaderView::sectionResized, this, &RunColumns::remember);
    connect(header, &QHeaderView::sectionMoved, this, &RunColumns::remember);
    connect(header, &QHeaderView::sortIndicatorChanged, this, &RunColumns::remember);
}

void RunColumns::setSession(SessionPointer session)
{
    m_session = std::move(session);
    if (!m_session)
        return;
    QStringList figures;
    for (const auto &figure : m_session->setting(kFiguresKey).toArray())
        figures << figure.toString();
    m_model->setFigures(figures.isEmpty() ? kStandardFigures : figures);
    m_hidden.clear();
    for (const auto &column : m_session->setting(kHiddenKey, QJsonArray::fromStringList(kStandardHidden)).toArray())
        m_hidden.insert(column.toString());
    show();
}

void RunColumns::fillMenu(QMenu *menu)
{
    menu->clear();
    addColumns(menu);
    menu->addSeparator();
    addFigures(menu);
    menu->addSeparator();
    auto *usual = menu->addAction(tr("Usual columns"));
    connect(usual, &QAction::triggered, this, &RunColumns::backToUsual);
}

void RunColumns::addColumns(QMenu *menu)
{
    for (int column = 1; column < m_model->columnCount(); ++column) {
        if (m_model->field(column) == Field::Figure)
            continue;
        const auto id = m_model->columnId(column);
        auto *action = menu->addAction(buttonText(m_model->headerData(column, Qt::Horizontal).toString()));
        action->setCheckable(true);
        action->setChecked(!m_hidden.count(id));
        connect(action, &QAction::toggled, this, [this, id](bool on) {
            on ? void(m_hidden.erase(id)) : void(m_hidden.insert(id));
            show();
            remember();
        });
    }
}

void RunColumns::addFigures(QMenu *menu)
{
    for (const int cutoff : kOfferedCutoffs) {
        auto *list = menu->addMenu(buttonText(tr("Figures at %1").arg(cutoff)));
        for (const auto &metric : metrics())
            for (const auto side : {Side::All, Side::Repeated, Side::Explored})
                if (side == Side::All || metric.bySide)
                    addFigure(list, {&metric, cutoff, side});
    }
}

void RunColumns::addFigure(QMenu *menu, const MetricAt &figure)
{
    const auto name = QString::fromStdString(figureName(figure));
    auto *action = menu->addAction(buttonText(name));
    action->setCheckable(true);
    action->setChecked(m_model->figures().contains(name));
    action->setToolTip(coreText("Metric", figure.metric->formula));
    connect(action, &QAction::toggled, this, [this, name](bool on) {
        auto figures = m_model->figures();
        on ? figures.append(name) : void(figures.removeAll(name));
        setFigures(figures);
    });
}

void RunColumns::setFigures(const QStringList &figures)
{
    m_model->setFigures(figures);
    m_session->setSetting(kFiguresKey, QJsonArray::fromStringList(figures));
    show();
    Q_EMIT figuresChanged();
}

void RunColumns::backToUsual()
{
    m_hidden = {kStandardHidden.begin(), kStandardHidden.end()};
    m_model->setFigures(kStandardFigures);
    m_session->setSetting(kFiguresKey, QJsonValue());
    m_session->setSetting(kHeaderKey, QJsonValue());
    show();
    remember();
    Q_EMIT figuresChanged();
}

int RunColumns::standardWidth(int column) const
{
    const auto metrics = m_view->fontMetrics();
    const int em = metrics.horizontalAdvance(QLatin1Char('0'));
    switch (m_model->field(column)) {
    case Field::Compared:
        return 40;
    case Field::Name:
    case Field::Changed:
        return 21 * em;
    case Field::Rank:
        return 7 * em;
    case Field::Recommender:
        return 16 * em;
    case Field::Figure:
        return std::max(13 * em, metrics.horizontalAdvance(m_model->columnId(column)) + 40);
    case Field::Note:
        return 10 * em;
    default:
        return 11 * em;
    }
}

void RunColumns::show()
{
    m_restoring = true;
    const auto widths = m_session ? m_session->setting(kHeaderKey).toObject() : QJsonObject{};
    for (int column = 0; column < m_model->columnCount(); ++column) {
        const auto id = m_model->columnId(column);
        m_view->setColumnHidden(column, m_hidden.count(id) > 0);
        m_view->setColumnWidth(column, widths.value(id).toInt(standardWidth(column)));
    }
    m_view->header()->setSectionResizeMode(0, QHeaderView::Fixed);
    const auto sorted = widths.value(QStringLiteral("sort")).toString(QStringLiteral("NDCG@10"));
    const bool ascending = widths.value(QStringLiteral("ascending")).toBool();
    for (int column = 0; column < m_model->columnCount(); ++column) {
        if (m_model->columnId(column) == sorted)
            m_view->sortByColumn(column, ascending ? Qt::AscendingOrder : Qt::DescendingOrder);
    }
    m_restoring = false;
}

void RunColumns::remember()
{
    if (m_restoring || !m_session)
        return;
    const auto *header = m_view->header();
    QJsonObject widths;
    for (int column = 0; column < m_model->columnCount(); ++column) {
        if (!m_view->isColumnHidden(column))
            widths.insert(m_model->columnId(column), m_view->columnWidth(column));
    }
    if (const int column = header->sortIndicatorSection(); column >= 0 && column < m_model->columnCount())
        widths.insert(QStringLiteral("sort"), m_model->columnId(column));
    widths.insert(QStringLiteral("ascending"), header->sortIndicatorOrder() == Qt::AscendingOrder);
    m_session->setSetting(kHeaderKey, widths);
    QJsonArray hidden;
    for (const auto &id : m_hidden)
        hidden.append(id);
    m_session->setSetting(kHiddenKey, hidden);
}

} // namespace aisle
