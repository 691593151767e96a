#include "widgets/train/protocol/judgingchoice.h"
#include "core/evaluate/task.h"
#include "widgets/forms/numberfield.h"
#include "widgets/train/protocol/formfields.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QSignalBlocker>
#include <QVBoxLayout>
#include <algorithm>

namespace aisle {

JudgingChoice::JudgingChoice(QWidget *parent) : Retranslated(parent)
{
    createWidgets();
    layOut();
    for (auto *field : {m_negatives, m_patience, m_seed})
        connect(field, &NumberField::valueChanged, this, &JudgingChoice::onChanged);
    for (auto *box : {m_targets, m_candidates, m_select})
        connect(box, &QComboBox::currentIndexChanged, this, &JudgingChoice::onChanged);
    connect(m_cutoffs, &QLineEdit::editingFinished, this, &JudgingChoice::onChanged);
    retranslate();
}

void JudgingChoice::createWidgets()
{
    for (auto **label : {&m_title, &m_targetsLabel, &m_candidatesLabel, &m_cutoffsLabel, &m_selectLabel,
                         &m_patienceLabel, &m_seedLabel})
        *label = new QLabel(this);
    for (auto **label : {&m_targetsHelp, &m_candidatesHelp, &m_patienceHelp, &m_seedHelp})
        *label = helpLabel(this);
    m_candidatesRow = new QWidget(this);
    m_targets = comboBox(this, "targets");
    m_candidates = comboBox(this, "candidates");
    m_negatives = wholeNumber(this, "sampled-negatives", 1, 100'000);
    m_cutoffs = new QLineEdit(this);
    m_cutoffs->setObjectName(QStringLiteral("cutoffs"));
    m_select = comboBox(this, "select");
    m_patience = wholeNumber(this, "patience", 0, 1000);
    m_seed = wholeNumber(this, "seed", 0, 4294967295.);
    fillFigures(taskNamed(kListsTask));
    for (const auto targets : {Targets::All, Targets::Next, Targets::EachNext})
        m_targets->addItem(QString(), static_cast<int>(targets));
    for (const auto kind : {CandidateKind::All, CandidateKind::Catalogue, CandidateKind::New, CandidateKind::Uniform,
                            CandidateKind::Popular})
        m_candidates->addItem(QString(), static_cast<int>(kind));
}

void JudgingChoice::layOut()
{
    auto *candidates = new QHBoxLayout(m_candidatesRow);
    candidates->setContentsMargins(0, 0, 0, 0);
    candidates->addWidget(m_candidates, 1);
    candidates->addWidget(m_negatives);
    auto *column = formColumn(this);
    addTitle(*column, m_title);
    addField(*column, m_targetsLabel, m_targets, m_targetsHelp);
    addField(*column, m_candidatesLabel, m_candidatesRow, m_candidatesHelp);
    addField(*column, m_cutoffsLabel, m_cutoffs);
    addField(*column, m_selectLabel, m_select);
    addField(*column, m_patienceLabel, m_patience, m_patienceHelp);
    addField(*column, m_seedLabel, m_seed, m_seedHelp);
    m_candidatesLabel->setBuddy(m_candidates);
}

void JudgingChoice::setTask(const Task &task)
{
    if (&task == m_task)
        return;
    if (m_task->id() == kListsTask)
        m_rankingFigure = m_select->currentData().toString();
    const QSignalBlocker quiet(m_select);
    fillFigures(task);
    const auto figure = task.id() == kListsTask ? m_rankingFigure : QString::fromStdString(task.standardFigure());
    m_select->setCurrentIndex(std::max(0, m_select->findData(figure)));
}

void JudgingChoice::fillFigures(const Task &task)
{
    m_task = &task;
    m_select->clear();
    for (const auto &name : task.choosingFigures()) {
        const auto figure = QString::fromStdString(name);
        m_select->addItem(figure, figure);
    }
}

void JudgingChoice::setPatience(int judgements)
{
    m_patience->setValue(judgements);
}

/// New products alone stand for a split that holds products out, and for no other.
void JudgingChoice::follow(const SplitSpec &split)
{
    const auto kind = static_cast<CandidateKind>(m_candidates->currentData().toInt());
    const auto standard = Protocol::standardCandidates(split.text());
    const auto other = standard == CandidateKind::New ? CandidateKind::All : CandidateKind::New;
    if (kind == other && m_lastSplit != split.kind)
        m_candidates->setCurrentIndex(m_candidates->findData(static_cast<int>(standard)));
    m_lastSplit = split.kind;
}

std::vector<int> JudgingChoice::cutoffs() const
{
    std::vector<int> all;
    for (const auto &word : splitWords(m_cutoffs->text())) {
        if (const int k = word.toInt(); k > 0 && k <= 10'000)
            all.push_back(k);
    }
    std::sort(all.begin(), all.end());
    all.erase(std::unique(all.begin(), all.end()), all.end());
    return all.empty() ? EvaluationProtocol{}.cutoffs : all;
}

void JudgingChoice::writeTo(TrainRequest &request) const
{
    auto &protocol = request.protocol;
    protocol.seed = static_cast<std::uint64_t>(m_seed->value());
    protocol.candidates = static_cast<CandidateKind>(m_candidates->currentData().toInt());
    protocol.sampledNegatives = static_cast<int>(m_negatives->value());
    protocol.cutoffs = cutoffs();
    protocol.targets = static_cast<Targets>(m_targets->currentData().toInt());
    protocol.select = m_select->currentData().toString().toStdString();
    request.patience = static_cast<int>(m_patience->value());
}

void JudgingChoice::readFrom(const TrainRequest &request)
{
    m_showing = true;
    const auto &protocol = request.protocol;
    m_seed->setValue(static_cast<double>(protocol.seed));
    m_candidates->setCurrentIndex(m_candidates->findData(static_cast<int>(protocol.candidates)));
    m_negatives->setValue(protocol.sampledNegatives);
    QStringList cuts;
    for (const int k : protocol.cutoffs)
        cuts << QString::number(k);
    m_cutoffs->setText(cuts.join(QStringLiteral(", ")));
    m_targets->setCurrentIndex(m_targets->findData(static_cast<int>(protocol.targets)));
    const auto *task = findTaskOfFigure(protocol.select);
    fillFigures(task ? *task : taskNamed(kListsTask));
    m_select->setCurrentIndex(std::max(0, m_select->findData(QString::fromStdString(protocol.select))));
    m_patience->setValue(request.patience);
    m_showing = false;
    showTargets();
}

void JudgingChoice::onChanged()
{
    if (m_showing)
        return;
    showTargets();
    Q_EMIT changed();
}

void JudgingChoice::showTargets()
{
    switch (static_cast<Targets>(m_targets->currentData().toInt())) {
    case Targets::All:
        m_targetsHelp->setText(tr("One list for each shopper, against everything held out."));
        break;
    case Targets::Next:
        m_targetsHelp->setText(tr("One list for each shopper, against the first held-out event only."));
        break;
    case Targets::EachNext:
        m_targetsHelp->setText(
            tr("One list before each held-out event, with those before it known: as session recommenders are judged."));
        break;
    }
    showCandidates();
}

void JudgingChoice::showCandidates()
{
    const auto kind = static_cast<CandidateKind>(m_candidates->currentData().toInt());
    m_negatives->setVisible(kind == CandidateKind::Uniform || kind == CandidateKind::Popular);
    switch (kind) {
    case CandidateKind::All:
        m_candidatesHelp->setText(tr("Every product with events competes for a place, as in a shop."));
        break;
    case CandidateKind::Catalogue:
        m_candidatesHelp->setText(tr("Products without events compete, too. Who cannot know them lists them last."));
        break;
    case CandidateKind::New:
        m_candidatesHelp->setText(tr("Only the products that the split holds out compete for a place."));
        break;
    case CandidateKind::Uniform:
    case CandidateKind::Popular:
        m_candidatesHelp->setText(
            tr("Each relevant product stands against a few drawn at random: only to compare with papers. "
               "Figures are far higher than with the whole catalogue."));
        break;
    }
}

void JudgingChoice::retranslate()
{
    m_title->setText(tr("Judging"));
    m_targetsLabel->setText(tr("Targets"));
    m_candidatesLabel->setText(tr("Candidates"));
    m_cutoffsLabel->setText(tr("List lengths judged"));
    m_selectLabel->setText(tr("Best epoch by"));
    m_patienceLabel->setText(tr("Patience"));
    m_patienceHelp->setText(tr("Stops after so many epochs without a better validation figure; 0 never stops early."));
    m_seedLabel->setText(tr("Seed"));
    m_seedHelp->setText(tr("The same seed gives the same lists on this machine."));
    const QStringList targets{tr("All that is held out"), tr("The next event"), tr("Each next event")};
    const QStringList candidates{tr("All products"), tr("The whole catalogue"), tr("New products"), tr("Drawn evenly"),
                                 tr("Drawn by popularity")};
    for (int i = 0; i < m_targets->count(); ++i)
        m_targets->setItemText(i, targets[i]);
    for (int i = 0; i < m_candidates->count(); ++i)
        m_candidates->setItemText(i, candidates[i]);
    m_negatives->setAccessibleName(tr("Products drawn"));
    showTargets();
}

} // namespace aisle
