#include "models/epochtablemodel.h"

#include <QFont>
#include <QLocale>
#include <algorithm>
#include <cmath>
#include <utility>

namespace aisle {

namespace {

bool sameEpoch(const EpochReport &a, const EpochReport &b)
{
    return a.epoch == b.epoch && a.loss == b.loss && a.validation == b.validation && a.seconds == b.seconds;
}

} // namespace

int bestEpochRow(const std::vector<EpochReport> &epochs)
{
    int best = -1;
    for (std::size_t i = 0; i < epochs.size(); ++i) {
        if (epochs[i].validation &&
            (best < 0 || *epochs[i].validation > *epochs[static_cast<std::size_t>(best)].validation))
            best = static_cast<int>(i);
    }
    return best;
}

void EpochTableModel::setEpochs(const std::vector<EpochReport> &epochs)
{
    const bool grown =
        epochs.size() >= m_epochs.size() && std::equal(m_epochs.begin(), m_epochs.end(), epochs.begin(), sameEpoch);
    if (!grown) {
        beginResetModel();
        m_epochs = epochs;
        m_best = bestEpochRow(m_epochs);
        endResetModel();
        return;
    }
    if (epochs.size() == m_epochs.size())
        return;
    beginInsertRows({}, static_cast<int>(m_epochs.size()), static_cast<int>(epochs.size()) - 1);
    m_epochs = epochs;
    endInsertRows();
    if (const int best = bestEpochRow(m_epochs); best != m_best) {
        const int old = std::exchange(m_best, best);
        for (const int row : {old, best}) {
            if (row >= 0)
                Q_EMIT dataChanged(index(row, 0), index(row, kColumns - 1));
        }
    }
}

void EpochTableModel::setValidationName(const QString &name)
{
    m_validationName = name;
    Q_EMIT headerDataChanged(Qt::Horizontal, kValidation, kValidation);
}

void EpochTableModel::retranslate()
{
    Q_EMIT headerDataChanged(Qt::Horizontal, 0, kColumns - 1);
    if (!m_epochs.empty())
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, kColumns - 1));
}

int EpochTableModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_epochs.size());
}

int EpochTableModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : kColumns;
}

QString EpochTableModel::text(const EpochReport &epoch, int column, bool best) const
{
    const QLocale locale;
    switch (column) {
    case kEpoch:
        return best ? tr("%1 ★").arg(epoch.epoch) : locale.toString(epoch.epoch);
    case kLoss:
        return std::isfinite(epoch.loss) ? locale.toString(epoch.loss, 'g', 6) : QStringLiteral("–");
    case kValidation:
        return epoch.validation ? locale.toString(*epoch.validation, 'f', 4) : QStringLiteral("–");
    case kSeconds:
        return locale.toString(epoch.seconds, 'f', epoch.seconds < 10 ? 2 : 1);
    case kThroughput:
        return locale.toString(epoch.samplesPerSecond, 'f', 0);
    default:
        return {};
    }
}

QVariant EpochTableModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const auto &epoch = m_epochs[static_cast<std::size_t>(index.row())];
    const bool best = index.row() == m_best;
    switch (role) {
    case Qt::DisplayRole:
        return text(epoch, index.column(), best);
    case Qt::TextAlignmentRole:
        return QVariant(Qt::AlignRight | Qt::AlignVCenter);
    case Qt::FontRole: {
        QFont font;
        font.setBold(best);
        return font;
    }
    case Qt::ToolTipRole:
        return best ? tr("The best epoch so far: this one is kept.") : QVariant();
    default:
        return {};
    }
}

QVariant EpochTableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case kEpoch:
        return tr("Epoch");
    case kLoss:
        return tr("Loss");
    case kValidation:
        return m_validationName.isEmpty() ? tr("Validation") : m_validationName;
    case kSeconds:
        return tr("Seconds");
    case kThroughput:
        return tr("Samples/s");
    default:
        return {};
    }
}

} // namespace aisle
