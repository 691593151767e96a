#include "widgets/features/graph/tripledialog.h"

#include "widgets/features/graph/entityfield.h"

#include <QComboBox>
#include <QLineEdit>

namespace aisle {

namespace {

EntityField *entityField(const SessionPointer &session, const QString &text, const char *name, QWidget *parent)
{
    auto *field = new EntityField(session, parent);
    field->setObjectName(QString::fromLatin1(name));
    field->setText(text);
    return field;
}

} // namespace

TripleDialog::TripleDialog(const SessionPointer &session, const QStringList &relations, const TypedTriple &start,
                           QWidget *parent)
    : FormDialog(QStringLiteral("triple-start"), parent)
{
    m_head = entityField(session, start.head, "head", this);
    m_tail = entityField(session, start.tail, "tail", this);
    m_relation = new QComboBox(this);
    m_relation->setObjectName(QStringLiteral("relation"));
    m_relation->setEditable(true);
    m_relation->setInsertPolicy(QComboBox::NoInsert);
    m_relation->addItems(relations);
    m_relation->setCurrentText(start.relation);
    addRow(m_head);
    addRow(m_relation);
    addRow(m_tail);
    for (auto *field : {m_head, m_tail})
        connect(field, &QLineEdit::textChanged, this, &TripleDialog::show);
    connect(m_relation, &QComboBox::editTextChanged, this, &TripleDialog::show);
    retranslate();
}

TypedTriple TripleDialog::choice() const
{
    return {m_head->text().trimmed(), m_relation->currentText().trimmed(), m_tail->text().trimmed()};
}

void TripleDialog::show()
{
    const auto [head, relation, tail] = choice();
    setReady(!head.isEmpty() && !relation.isEmpty() && !tail.isEmpty());
    say(tr("An end is the name of an entity, or the key of a product; what is neither becomes a new entity."));
}

void TripleDialog::retranslate()
{
    setWindowTitle(tr("Add a triple"));
    setLabels({tr("Head"), tr("Relation"), tr("Tail")});
    setButtons(tr("Add"), tr("Cancel"));
    m_head->setPlaceholderText(tr("what is spoken of"));
    m_tail->setPlaceholderText(tr("what is said of it"));
    m_relation->lineEdit()->setPlaceholderText(tr("how they belong together"));
    show();
}

MergeDialog::MergeDialog(const SessionPointer &session, const QString &from, const QString &into, QWidget *parent)
    : FormDialog(QStringLiteral("merge-start"), parent)
{
    m_from = entityField(session, from, "merge-from", this);
    m_into = entityField(session, into, "merge-into", this);
    addRow(m_from);
    addRow(m_into);
    for (auto *field : {m_from, m_into})
        connect(field, &QLineEdit::textChanged, this, &MergeDialog::show);
    retranslate();
}

QString MergeDialog::from() const
{
    return m_from->text().trimmed();
}

QString MergeDialog::into() const
{
    return m_into->text().trimmed();
}

void MergeDialog::show()
{
    setReady(!from().isEmpty() && !into().isEmpty() && from() != into());
    say(tr("What is said of the first name is said of the second from then on, and the first is gone. Building or "
           "importing again brings it back where it says it."));
}

void MergeDialog::retranslate()
{
    setWindowTitle(tr("Merge two names"));
    setLabels({tr("This name"), tr("is the same as")});
    setButtons(tr("Merge"), tr("Cancel"));
    show();
}

} // namespace aisle
