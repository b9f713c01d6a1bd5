"""The words on screen for the vocabularies of the record."""

from django.utils.translation import gettext_lazy as _

from patients.vocabulary import (
    CareLevel,
    Chip,
    DoorNote,
    IdentifierSystem,
    ItemKind,
    Location,
    MayBeTold,
    MedicationSource,
    RelatedPersonRelation,
    Sex,
    VisitKind,
    VisitState,
    VitalCondition,
)

SEX_LABELS = {
    Sex.MALE: _("Male"),
    Sex.FEMALE: _("Female"),
    Sex.OTHER: _("Other"),
    Sex.UNKNOWN: _("Unknown"),
}
ITEM_KIND_LABELS = {
    ItemKind.ALLERGY: _("Allergy"),
    ItemKind.PROBLEM: _("Problem"),
    ItemKind.DEVICE: _("Device"),
    ItemKind.RISK: _("Point to note"),
    ItemKind.CARE_LEVEL: _("Care level"),
    ItemKind.KEY_PERSON: _("Key person"),
    ItemKind.PHYSICIAN: _("Main physician"),
    ItemKind.DEPUTY_PHYSICIAN: _("Deputy physician"),
    ItemKind.BACKUP: _("Backup hospital or bed"),
    ItemKind.ADVANCE_CARE_PLAN: _("Advance care planning"),
    ItemKind.DOOR: _("At the door"),
    ItemKind.BASELINE: _("Usual values"),
    ItemKind.OBSERVATION_SET: _("What visits look at"),
    ItemKind.GOAL: _("Goal of care"),
    ItemKind.IDENTIFIER: _("Number"),
}
LOCATION_LABELS = {
    Location.HOME: _("At home"),
    Location.HOSPITAL: _("In hospital"),
    Location.SHORT_STAY: _("Short stay"),
    Location.AWAY: _("Away from home"),
    Location.FACILITY: _("Living in a facility"),
    Location.ENDED: _("Care ended"),
    Location.DECEASED: _("Deceased"),
}
CARE_LEVEL_LABELS = {
    CareLevel.SUPPORT_1: _("Support level 1"),
    CareLevel.SUPPORT_2: _("Support level 2"),
    CareLevel.CARE_1: _("Care level 1"),
    CareLevel.CARE_2: _("Care level 2"),
    CareLevel.CARE_3: _("Care level 3"),
    CareLevel.CARE_4: _("Care level 4"),
    CareLevel.CARE_5: _("Care level 5"),
    CareLevel.PROJECT: _("Preventive service user"),
    CareLevel.APPLIED: _("Certification applied for"),
    CareLevel.CHANGING: _("Change of level applied for"),
    CareLevel.INDEPENDENT: _("Independent"),
    CareLevel.NONE: _("No care insurance"),
}
IDENTIFIER_SYSTEM_LABELS = {
    IdentifierSystem.CARE_INSURANCE: _("Care insurance number"),
    IdentifierSystem.HEALTH_INSURANCE: _("Health insurance number"),
    IdentifierSystem.LATE_ELDERLY: _("Late-stage elderly insurance number"),
    IdentifierSystem.PUBLIC_EXPENSE: _("Public expense recipient number"),
    IdentifierSystem.MEDICAL_RECORD: _("Medical record number"),
}
RELATION_LABELS = {
    RelatedPersonRelation.HUSBAND: _("Husband"),
    RelatedPersonRelation.WIFE: _("Wife"),
    RelatedPersonRelation.PARTNER: _("Partner"),
    RelatedPersonRelation.FATHER: _("Father"),
    RelatedPersonRelation.MOTHER: _("Mother"),
    RelatedPersonRelation.ELDEST_SON: _("Eldest son"),
    RelatedPersonRelation.SECOND_SON: _("Second son"),
    RelatedPersonRelation.THIRD_SON: _("Third son"),
    RelatedPersonRelation.SON: _("Son"),
    RelatedPersonRelation.ELDEST_DAUGHTER: _("Eldest daughter"),
    RelatedPersonRelation.SECOND_DAUGHTER: _("Second daughter"),
    RelatedPersonRelation.DAUGHTER: _("Daughter"),
    RelatedPersonRelation.DAUGHTER_IN_LAW: _("Daughter-in-law"),
    RelatedPersonRelation.SON_IN_LAW: _("Son-in-law"),
    RelatedPersonRelation.SIBLING: _("Sibling"),
    RelatedPersonRelation.GRANDCHILD: _("Grandchild"),
    RelatedPersonRelation.RELATIVE: _("Relative"),
    RelatedPersonRelation.FRIEND: _("Friend"),
    RelatedPersonRelation.NEIGHBOR: _("Neighbor"),
    RelatedPersonRelation.GUARDIAN: _("Legal guardian"),
    RelatedPersonRelation.OTHER: _("Other"),
}
MAY_BE_TOLD_LABELS = {
    MayBeTold.EVERYTHING: _("May be told everything"),
    MayBeTold.DAILY_LIFE: _("May be told about daily life only"),
    MayBeTold.NOTHING: _("Not to be told about the illness"),
}
CHIP_LABELS = {
    Chip.ALLERGY: _("Allergy"),
    Chip.VENTILATOR: _("Ventilator"),
    Chip.TRACHEOSTOMY: _("Tracheostomy"),
    Chip.HOME_OXYGEN: _("Home oxygen"),
    Chip.SUCTION: _("Suction"),
    Chip.TUBE_FEEDING: _("Tube feeding"),
    Chip.GASTROSTOMY: _("Gastrostomy"),
    Chip.CENTRAL_VENOUS_PORT: _("Central venous port"),
    Chip.INFUSION_PUMP: _("Infusion pump (PCA)"),
    Chip.URINARY_CATHETER: _("Urinary catheter"),
    Chip.PACEMAKER: _("Pacemaker"),
    Chip.STOMA: _("Stoma"),
    Chip.DIALYSIS: _("Dialysis"),
    Chip.OPIOID: _("Opioid"),
    Chip.INSULIN: _("Insulin"),
    Chip.HYPOGLYCEMIA: _("Hypoglycemia"),
    Chip.ANTICOAGULANT: _("Anticoagulant"),
    Chip.PRESSURE_ULCER: _("Pressure ulcer"),
    Chip.FALL: _("Risk of falls"),
    Chip.THICKENED_FLUIDS: _("Thickened fluids"),
    Chip.DEMENTIA: _("Dementia"),
    Chip.INFECTION: _("Infection"),
    Chip.POWER_CUT: _("At risk in a power cut"),
    Chip.NO_SIGNAL: _("No mobile signal"),
    Chip.LIVING_ALONE: _("Living alone"),
    Chip.END_OF_LIFE: _("End of life"),
    Chip.ADVANCE_CARE_PLAN: _("Advance care plan"),
    Chip.LIMB_FORBIDDEN: _("No measurement on one side"),
}
VITAL_CONDITION_LABELS = {
    VitalCondition.REST: _("At rest"),
    VitalCondition.EXERTION: _("After exertion"),
    VitalCondition.BEFORE_BATH: _("Before bathing"),
    VitalCondition.AFTER_BATH: _("After bathing"),
    VitalCondition.AFTER_CARE: _("After care"),
}
VISIT_KIND_LABELS = {
    VisitKind.REGULAR: _("Regular visit"),
    VisitKind.URGENT: _("Urgent visit"),
    VisitKind.EXTRA: _("Extra visit"),
    VisitKind.FIRST: _("First visit"),
    VisitKind.DISCHARGE_DAY: _("On the day of discharge"),
    VisitKind.END_OF_LIFE: _("At the end of life"),
}
VISIT_STATE_LABELS = {
    VisitState.PLANNED: _("Planned"),
    VisitState.IN_PROGRESS: _("Visiting now"),
    VisitState.FINISHED: _("Visited"),
    VisitState.CANCELLED: _("Cancelled"),
}
DOOR_NOTE_LABELS = {
    DoorNote.PARKING: _("Parking"),
    DoorNote.KEY: _("House key"),
    DoorNote.DOG: _("Dog or other animal"),
    DoorNote.INFECTION: _("Infection control"),
    DoorNote.SIGNAL: _("Mobile signal"),
    DoorNote.OTHER: _("Other"),
}
# 観察項目: the blocks of a visit note that are opened for a patient.
BLOCK_LABELS = {
    "respiration": _("Breathing"),
    "circulation": _("Circulation and edema"),
    "eating": _("Eating and drinking"),
    "bowel": _("Bowels"),
    "urination": _("Urine"),
    "sleep-mind": _("Sleep and mind"),
    "medication": _("Medicines taken"),
    "devices": _("Devices"),
    "adl": _("Daily living and falls"),
    "skin-mouth": _("Skin and mouth"),
    "wounds": _("Pressure ulcers and wounds"),
    "end-of-life": _("End of life"),
}
MEDICATION_SOURCE_LABELS = {
    MedicationSource.ORDER: _("Order of a physician"),
    MedicationSource.PRESCRIPTION: _("Prescription"),
    MedicationSource.NOTEBOOK: _("Medicine notebook"),
    MedicationSource.DISCHARGE: _("Papers from the hospital"),
    MedicationSource.TOLD: _("Told by the patient or family"),
    MedicationSource.OTHER: _("Other"),
}
